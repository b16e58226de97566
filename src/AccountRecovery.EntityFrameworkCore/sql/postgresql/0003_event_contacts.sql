-- AccountRecovery, 0003_event_contacts. Run the scripts in the order of their names, each once, up to the first error: psql -v ON_ERROR_STOP=1.
BEGIN;
CREATE TABLE IF NOT EXISTS account_recovery_migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK_account_recovery_migrations" PRIMARY KEY ("MigrationId")
);
ALTER TABLE account_recovery_events ADD contact integer;
ALTER TABLE account_recovery_events ADD channel character varying(64);
INSERT INTO account_recovery_migrations ("MigrationId", "ProductVersion")
VALUES ('0003_event_contacts', 'AccountRecovery');
COMMIT;
