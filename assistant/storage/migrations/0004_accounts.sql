-- Accounts, sign-ins and sessions, and the audit log of every change.
-- Of a session only the hash of its token is kept: who reads the file cannot sign in by it.

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    password_hash TEXT NOT NULL,
    must_change INTEGER NOT NULL DEFAULT 0,
    totp_secret TEXT NOT NULL DEFAULT '',
    totp_used INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
);

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id),
    needs_code INTEGER NOT NULL DEFAULT 0,
    begun_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    address TEXT NOT NULL,
    browser TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT ''
);
CREATE INDEX session_by_account ON session (account_id, ended_at);

-- The name is kept as a hash: people type their password into the wrong field.
CREATE TABLE sign_in_attempt (
    id TEXT PRIMARY KEY,
    name_hash TEXT NOT NULL,
    address TEXT NOT NULL,
    tried_at TEXT NOT NULL,
    succeeded INTEGER NOT NULL
);
CREATE INDEX sign_in_by_name ON sign_in_attempt (name_hash, tried_at);
CREATE INDEX sign_in_by_address ON sign_in_attempt (address, tried_at);

CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    who TEXT NOT NULL,
    happened_at TEXT NOT NULL,
    subject TEXT NOT NULL,
    before_text TEXT NOT NULL,
    after_text TEXT NOT NULL,
    why TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (happened_at, id);
CREATE INDEX audit_by_who ON audit (who, happened_at);
