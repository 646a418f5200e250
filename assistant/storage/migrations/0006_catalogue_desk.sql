-- Drafts of items, each saved state a row, and changes of many items at once.

CREATE TABLE item_draft (
    code TEXT NOT NULL,
    number INTEGER NOT NULL,
    base_version INTEGER NOT NULL,
    state TEXT NOT NULL,
    record TEXT NOT NULL,
    who TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    note TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (code, number)
);
CREATE INDEX item_draft_by_state ON item_draft (state, code, number);

CREATE TABLE bulk_change (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    change TEXT NOT NULL,
    note TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT NOT NULL DEFAULT '',
    decided_at TEXT NOT NULL DEFAULT '',
    decided_note TEXT NOT NULL DEFAULT '',
    items INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX bulk_change_by_time ON bulk_change (proposed_at);
