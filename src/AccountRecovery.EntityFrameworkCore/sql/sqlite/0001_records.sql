-- AccountRecovery, 0001_records. Run the scripts in the order of their names, each once, up to the first error: sqlite3 -bail.
PRAGMA journal_mode = WAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS "account_recovery_migrations" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK_account_recovery_migrations" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
CREATE TABLE "account_recovery_records" (
    "account" BLOB NOT NULL CONSTRAINT "pk_account_recovery_records" PRIMARY KEY,
    "revision" INTEGER NOT NULL,
    "due" INTEGER NULL,
    "sealed" BLOB NOT NULL
);
CREATE INDEX "ix_account_recovery_records_due" ON "account_recovery_records" ("due", "account");
INSERT INTO "account_recovery_migrations" ("MigrationId", "ProductVersion")
VALUES ('0001_records', 'AccountRecovery');
COMMIT;
