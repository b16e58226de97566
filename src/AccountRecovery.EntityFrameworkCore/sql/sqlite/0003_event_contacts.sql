-- AccountRecovery, 0003_event_contacts. Run the scripts in the order of their names, each once, up to the first error: sqlite3 -bail.
PRAGMA journal_mode = WAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS "account_recovery_migrations" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK_account_recovery_migrations" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
ALTER TABLE "account_recovery_events" ADD "contact" INTEGER NULL;
ALTER TABLE "account_recovery_events" ADD "channel" TEXT NULL;
INSERT INTO "account_recovery_migrations" ("MigrationId", "ProductVersion")
VALUES ('0003_event_contacts', 'AccountRecovery');
COMMIT;
