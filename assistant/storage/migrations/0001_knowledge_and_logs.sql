-- Knowledge: agencies, items in versions, reports. Logs: answers, and the year's activity.
-- TEXT ids made by the program, ISO-8601 text for time, 0/1 for truth: SQLite and PostgreSQL alike.

CREATE TABLE knowledge (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
);
INSERT INTO knowledge (id, version) VALUES (1, 0);

CREATE TABLE agency (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    region_code TEXT NOT NULL,
    profile TEXT NOT NULL
);

CREATE TABLE item_version (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agency (id),
    region_code TEXT NOT NULL,
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    digest TEXT NOT NULL,
    origin TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (code, version)
);
CREATE UNIQUE INDEX item_current ON item_version (code) WHERE ended_at = '';

CREATE TABLE report (
    id TEXT PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agency (id),
    region_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    edition TEXT NOT NULL,
    title TEXT NOT NULL,
    document TEXT NOT NULL,
    digest TEXT NOT NULL,
    origin TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX report_current ON report (agency_id, year) WHERE ended_at = '';

CREATE TABLE answer (
    id TEXT PRIMARY KEY,
    asked_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    region_code TEXT NOT NULL,
    question TEXT NOT NULL,
    outcome TEXT NOT NULL,
    aspect TEXT NOT NULL,
    item_code TEXT NOT NULL,
    offered TEXT NOT NULL,
    confidence REAL NOT NULL,
    knowledge_version INTEGER NOT NULL,
    milliseconds REAL NOT NULL
);
CREATE INDEX answer_by_time ON answer (asked_at);
CREATE INDEX answer_by_conversation ON answer (conversation, asked_at);

CREATE TABLE feedback (
    id TEXT PRIMARY KEY,
    answer_id TEXT NOT NULL REFERENCES answer (id),
    value TEXT NOT NULL,
    given_at TEXT NOT NULL
);

CREATE TABLE activity (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    channel TEXT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    replaces TEXT NOT NULL DEFAULT ''
);
CREATE INDEX activity_by_kind ON activity (kind, happened_on);
CREATE INDEX activity_by_replaced ON activity (replaces);
