-- +goose Up
-- doc is the whole record; the other columns are drawn from it for filters,
-- orders and rules. Times are microseconds since 1970 (0: none).
CREATE TABLE dispute (
  id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  version  BIGINT NOT NULL,
  doc      TEXT NOT NULL,
  number   TEXT COLLATE "C" NOT NULL UNIQUE,
  status   TEXT COLLATE "C" NOT NULL,
  type     TEXT COLLATE "C" NOT NULL,
  risk     BIGINT NOT NULL,
  source   TEXT COLLATE "C" NOT NULL,
  region   TEXT COLLATE "C" NOT NULL,
  created  BIGINT NOT NULL
);
CREATE INDEX dispute_by_created ON dispute (created, id);
CREATE INDEX dispute_by_region ON dispute (region, created);
CREATE INDEX dispute_by_status ON dispute (status, created);

-- Personal data stands encrypted in sealed alone; the hashes are keyed.
CREATE TABLE party (
  id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  no            BIGINT NOT NULL,
  dispute       TEXT COLLATE "C" NOT NULL,
  kind          TEXT COLLATE "C" NOT NULL,
  side          TEXT COLLATE "C" NOT NULL,
  sealed        BYTEA NOT NULL,
  phone_hash    BYTEA,
  identity_hash BYTEA,
  typed_by      TEXT COLLATE "C" NOT NULL,
  typed_at      BIGINT NOT NULL
);
CREATE INDEX party_by_dispute ON party (dispute, no);
CREATE INDEX party_by_phone ON party (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX party_by_identity ON party (identity_hash) WHERE identity_hash IS NOT NULL;

CREATE TABLE assignment (
  id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  version  BIGINT NOT NULL,
  doc      TEXT NOT NULL,
  dispute  TEXT COLLATE "C" NOT NULL,
  mediator TEXT COLLATE "C" NOT NULL,
  part     TEXT COLLATE "C" NOT NULL,
  status   TEXT COLLATE "C" NOT NULL,
  slot     BIGINT NOT NULL,
  weight   BIGINT NOT NULL,
  offered  BIGINT NOT NULL,
  expires  BIGINT NOT NULL
);
-- One live lead for each dispute: slot 1. Offers to several people at once take
-- further slots, and only one of them can be accepted.
CREATE UNIQUE INDEX assignment_live_lead ON assignment (dispute, slot) WHERE part = 'LEAD' AND status IN ('OFFERED', 'ACCEPTED');
CREATE UNIQUE INDEX assignment_accepted_lead ON assignment (dispute) WHERE part = 'LEAD' AND status = 'ACCEPTED';
CREATE UNIQUE INDEX assignment_live_person ON assignment (dispute, mediator) WHERE status IN ('OFFERED', 'ACCEPTED');
CREATE INDEX assignment_by_dispute ON assignment (dispute, offered);
CREATE INDEX assignment_live ON assignment (dispute) WHERE status IN ('OFFERED', 'ACCEPTED');
CREATE INDEX assignment_by_mediator ON assignment (mediator, offered);
CREATE INDEX assignment_to_expire ON assignment (expires) WHERE status = 'OFFERED';
CREATE INDEX assignment_by_time ON assignment (offered);

-- A dispute's history, append-only.
CREATE TABLE dispute_event (
  dispute TEXT COLLATE "C" NOT NULL,
  no      BIGINT NOT NULL,
  doc     TEXT NOT NULL,
  PRIMARY KEY (dispute, no)
);

CREATE TABLE tie (
  id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  version  BIGINT NOT NULL,
  doc      TEXT NOT NULL,
  mediator TEXT COLLATE "C" NOT NULL,
  dispute  TEXT COLLATE "C" NOT NULL,
  subject  BYTEA
);
CREATE INDEX tie_by_dispute ON tie (dispute) WHERE dispute <> '';
CREATE INDEX tie_by_subject ON tie (subject) WHERE subject IS NOT NULL;

-- The outbox: what people are to be told.
CREATE TABLE notice (
  id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  assignment TEXT COLLATE "C" NOT NULL,
  kind       TEXT COLLATE "C" NOT NULL,
  state      TEXT COLLATE "C" NOT NULL,
  due        BIGINT NOT NULL,
  doc        TEXT NOT NULL,
  UNIQUE (assignment, kind)
);
CREATE INDEX notice_due ON notice (due) WHERE state = 'PENDING';

CREATE TABLE audit (
  no        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        BIGINT NOT NULL,
  principal TEXT COLLATE "C" NOT NULL,
  action    TEXT COLLATE "C" NOT NULL,
  object    TEXT COLLATE "C" NOT NULL,
  doc       TEXT NOT NULL
);
CREATE INDEX audit_by_principal ON audit (principal, action, at);
CREATE INDEX audit_by_object ON audit (object, no);

CREATE TABLE match_record (
  id      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  dispute TEXT COLLATE "C" NOT NULL,
  at      BIGINT NOT NULL,
  doc     TEXT NOT NULL
);
CREATE INDEX match_record_by_dispute ON match_record (dispute, at);

CREATE TABLE counter (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  n    BIGINT NOT NULL
);

-- +goose Down
DROP TABLE counter;
DROP TABLE match_record;
DROP TABLE audit;
DROP TABLE notice;
DROP TABLE tie;
DROP TABLE dispute_event;
DROP TABLE assignment;
DROP TABLE party;
DROP TABLE dispute;
