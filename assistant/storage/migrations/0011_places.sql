-- Places kept once, in versions, and which of them each version of an item refers to.

CREATE TABLE place (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    hours TEXT NOT NULL,
    phone TEXT NOT NULL,
    level TEXT NOT NULL,
    route TEXT NOT NULL,
    sample INTEGER,
    content TEXT NOT NULL,
    origin TEXT NOT NULL,
    author TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT '',
    ended_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX place_current ON place (id) WHERE ended_at = '';
CREATE UNIQUE INDEX place_by_content ON place (content) WHERE ended_at = '';

CREATE TABLE item_place (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    place_id TEXT NOT NULL,
    place_version INTEGER NOT NULL,
    window_name TEXT NOT NULL,
    PRIMARY KEY (code, version, position)
);
CREATE INDEX item_place_by_place ON item_place (place_id);
