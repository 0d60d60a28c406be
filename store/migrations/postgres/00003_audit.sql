-- +goose Up
-- The audit log is append-only, and each line is bound to all before it: see
-- store/auditchain.go. A restore alone may empty it, inside its transaction.
CREATE TABLE audit_chain (
  seq  BIGINT NOT NULL PRIMARY KEY,
  no   BIGINT NOT NULL UNIQUE,
  hash BYTEA NOT NULL
);
-- +goose StatementBegin
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM meta WHERE name = 'restoring') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_chain_stays BEFORE UPDATE OR DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_append_only();

-- +goose Down
DROP TRIGGER audit_stays ON audit;
DROP TABLE audit_chain;
DROP FUNCTION audit_append_only;
