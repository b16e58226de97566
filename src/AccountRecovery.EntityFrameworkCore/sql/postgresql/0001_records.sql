-- AccountRecovery, 0001_records. Run the scripts in the order of their names, each once, up to the first error: psql -v ON_ERROR_STOP=1.
BEGIN;
CREATE TABLE IF NOT EXISTS account_recovery_migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK_account_recovery_migrations" PRIMARY KEY ("MigrationId")
);
CREATE TABLE account_recovery_records (
    account bytea NOT NULL,
    revision bigint NOT NULL,
    due bigint,
    sealed bytea NOT NULL,
    CONSTRAINT pk_account_recovery_records PRIMARY KEY (account)
);
CREATE INDEX ix_account_recovery_records_due ON account_recovery_records (due, account);
INSERT INTO account_recovery_migrations ("MigrationId", "ProductVersion")
VALUES ('0001_records', 'AccountRecovery');
COMMIT;
