-- +goose Up
-- The audit log is append-only, and each line is bound to all before it: see
-- store/auditchain.go. A restore alone may empty it, inside its transaction.
CREATE TABLE audit_chain (
  seq  INTEGER NOT NULL PRIMARY KEY,
  no   INTEGER NOT NULL UNIQUE,
  hash BLOB NOT NULL
);
-- +goose StatementBegin
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_stays BEFORE DELETE ON audit WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'restoring')
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_chain_never_changes BEFORE UPDATE ON audit_chain BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_chain_stays BEFORE DELETE ON audit_chain WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'restoring')
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER audit_stays;
DROP TRIGGER audit_never_changes;
DROP TABLE audit_chain;
