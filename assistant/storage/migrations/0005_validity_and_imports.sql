-- Since when a version is used (it may be planned for a later day), and imports with their preview.

ALTER TABLE item_version ADD COLUMN effect_on TEXT NOT NULL DEFAULT '';
UPDATE item_version SET effect_on = SUBSTR(loaded_at, 1, 10);
ALTER TABLE item_version ADD COLUMN import_id TEXT NOT NULL DEFAULT '';
CREATE INDEX item_by_import ON item_version (import_id);
CREATE INDEX item_by_load ON item_version (loaded_at);

CREATE TABLE catalogue_import (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    state TEXT NOT NULL,
    previewed_by TEXT NOT NULL,
    previewed_at TEXT NOT NULL,
    knowledge_version INTEGER NOT NULL,
    day TEXT NOT NULL,
    matched TEXT NOT NULL,
    ignored TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    decided_by TEXT NOT NULL DEFAULT '',
    decided_at TEXT NOT NULL DEFAULT '',
    undone_by TEXT NOT NULL DEFAULT '',
    undone_at TEXT NOT NULL DEFAULT '',
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX import_by_time ON catalogue_import (previewed_at);

CREATE TABLE catalogue_import_row (
    import_id TEXT NOT NULL REFERENCES catalogue_import (id),
    position INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);
CREATE INDEX import_row_by_outcome ON catalogue_import_row (import_id, outcome, position);
