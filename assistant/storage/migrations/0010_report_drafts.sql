-- The report's draft on the desk: text in versions, notes and comments, and the steps to signature
-- and publication. Nothing here is ever changed or taken away: the latest row counts.

CREATE TABLE report_draft (
    id TEXT PRIMARY KEY,
    agency_id TEXT NOT NULL,
    year INTEGER NOT NULL,
    edition TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    UNIQUE (agency_id, year, edition)
);

CREATE TABLE report_passage (
    draft_id TEXT NOT NULL REFERENCES report_draft (id),
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    form TEXT NOT NULL,
    text TEXT NOT NULL,
    basis TEXT NOT NULL,
    own_numbers TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (draft_id, key, version)
);

CREATE TABLE report_remark (
    id TEXT PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES report_draft (id),
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    text TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author TEXT NOT NULL,
    written_at TEXT NOT NULL
);
CREATE INDEX report_remark_by_draft ON report_remark (draft_id, written_at);

CREATE TABLE report_step (
    draft_id TEXT NOT NULL REFERENCES report_draft (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    PRIMARY KEY (draft_id, number)
);
