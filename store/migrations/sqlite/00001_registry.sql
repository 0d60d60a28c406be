-- +goose Up
CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('application', 'liuyuan');
INSERT INTO meta (name, value) VALUES ('epoch', lower(hex(randomblob(16))));

-- Numbered at insert: SQLite has one writer, so the order of numbers is the order of commits.
CREATE TABLE change (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  kind   TEXT NOT NULL,
  record TEXT NOT NULL
);

CREATE TABLE region (
  code    TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  doc     TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE organization (
  id      TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  doc     TEXT NOT NULL
) WITHOUT ROWID;

-- doc is the whole record; the other columns are drawn from it for filters and
-- orders, except open_load and last_assigned, which change with the work.
-- Times are microseconds since 1970 (0: never); days are ISO text ('': not given).
CREATE TABLE mediator (
  no            INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  version       INTEGER NOT NULL,
  doc           TEXT NOT NULL,
  sort_key      TEXT NOT NULL,
  status        TEXT NOT NULL,
  status_until  TEXT NOT NULL,
  assured       TEXT NOT NULL,
  capacity      INTEGER NOT NULL,
  open_load     INTEGER NOT NULL DEFAULT 0,
  last_assigned INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX mediator_by_name ON mediator (sort_key, id, status);
CREATE INDEX mediator_by_load ON mediator (open_load, id, status);
CREATE INDEX mediator_by_assured ON mediator (assured, id, status);

-- One row for each thing a person can be found by: see store/trait.go for the kinds.
CREATE TABLE trait (
  kind     INTEGER NOT NULL,
  value    TEXT NOT NULL,
  mediator INTEGER NOT NULL,
  since    TEXT NOT NULL,
  until    TEXT NOT NULL,
  PRIMARY KEY (kind, value, mediator, since, until)
) WITHOUT ROWID;

CREATE TABLE api_key (
  id  TEXT NOT NULL PRIMARY KEY,
  doc TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE receipt (
  principal TEXT NOT NULL,
  key       TEXT NOT NULL,
  operation TEXT NOT NULL,
  hash      BLOB NOT NULL,
  answer    BLOB NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (principal, key)
) WITHOUT ROWID;
CREATE INDEX receipt_by_time ON receipt (at);

-- +goose Down
DROP TABLE receipt;
DROP TABLE api_key;
DROP TABLE trait;
DROP TABLE mediator;
DROP TABLE organization;
DROP TABLE region;
DROP TABLE change;
DROP TABLE meta;
