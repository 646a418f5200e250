-- What a question asked of reports (问年报的要点), so that the next one of its conversation may lean on it.

ALTER TABLE answer ADD COLUMN topic TEXT NOT NULL DEFAULT '';
