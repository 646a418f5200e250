-- The lexicon: five kinds of lines in one table, the latest of each key counts.

CREATE TABLE lexicon_line (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    cells TEXT NOT NULL,
    origin TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    PRIMARY KEY (kind, key)
);
