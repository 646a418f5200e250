-- What a person settled of a published report that could not be read for certain. Nothing here is
-- ever changed or taken away: the latest row of a place counts, wherever the same text stands there.

CREATE TABLE report_settlement (
    id TEXT PRIMARY KEY,
    agency_id TEXT NOT NULL,
    year INTEGER NOT NULL,
    place TEXT NOT NULL,
    raw TEXT NOT NULL,
    form TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    settled_at TEXT NOT NULL
);
CREATE INDEX report_settlement_by_report ON report_settlement (agency_id, year, settled_at);
