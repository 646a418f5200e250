-- What people chose when they were asked back, and how often: a little of it goes into the score.

ALTER TABLE answer ADD COLUMN chosen TEXT NOT NULL DEFAULT '';

CREATE TABLE popularity (
    item_code TEXT PRIMARY KEY,
    times INTEGER NOT NULL
);
