-- AccountRecovery, 0002_events_and_sends. Run the scripts in the order of their names, each once, up to the first error: sqlite3 -bail.
PRAGMA journal_mode = WAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS "account_recovery_migrations" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK_account_recovery_migrations" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
CREATE TABLE "account_recovery_events" (
    "id" BLOB NOT NULL CONSTRAINT "pk_account_recovery_events" PRIMARY KEY,
    "account" BLOB NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "kind_number" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "method_number" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "remaining" INTEGER NULL,
    "set_number" INTEGER NULL,
    "attested" INTEGER NOT NULL,
    "correlation_id" TEXT NULL,
    "source" TEXT NULL,
    "device" TEXT NULL
);
CREATE INDEX "ix_account_recovery_events_account" ON "account_recovery_events" ("account", "at");
CREATE INDEX "ix_account_recovery_events_at" ON "account_recovery_events" ("at");
CREATE TABLE "account_recovery_sends" (
    "scope" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL,
    CONSTRAINT "pk_account_recovery_sends" PRIMARY KEY ("scope", "since")
);
CREATE INDEX "ix_account_recovery_sends_since" ON "account_recovery_sends" ("since");
INSERT INTO "account_recovery_migrations" ("MigrationId", "ProductVersion")
VALUES ('0002_events_and_sends', 'AccountRecovery');
COMMIT;
