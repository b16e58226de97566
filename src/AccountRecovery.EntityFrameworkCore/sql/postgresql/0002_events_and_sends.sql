-- AccountRecovery, 0002_events_and_sends. Run the scripts in the order of their names, each once, up to the first error: psql -v ON_ERROR_STOP=1.
BEGIN;
CREATE TABLE IF NOT EXISTS account_recovery_migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK_account_recovery_migrations" PRIMARY KEY ("MigrationId")
);
CREATE TABLE account_recovery_events (
    id bytea NOT NULL,
    account bytea NOT NULL,
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    kind character varying(64) NOT NULL,
    kind_number integer NOT NULL,
    method character varying(64) NOT NULL,
    method_number integer NOT NULL,
    count integer NOT NULL,
    remaining integer,
    set_number integer,
    attested boolean NOT NULL,
    correlation_id character varying(64),
    source character varying(64),
    device character varying(64),
    CONSTRAINT pk_account_recovery_events PRIMARY KEY (id)
);
CREATE INDEX ix_account_recovery_events_account ON account_recovery_events (account, at);
CREATE INDEX ix_account_recovery_events_at ON account_recovery_events (at);
CREATE TABLE account_recovery_sends (
    scope character varying(320) NOT NULL,
    since bigint NOT NULL,
    taken integer NOT NULL,
    CONSTRAINT pk_account_recovery_sends PRIMARY KEY (scope, since)
);
CREATE INDEX ix_account_recovery_sends_since ON account_recovery_sends (since);
INSERT INTO account_recovery_migrations ("MigrationId", "ProductVersion")
VALUES ('0002_events_and_sends', 'AccountRecovery');
COMMIT;
