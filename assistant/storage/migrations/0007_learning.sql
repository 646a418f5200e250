-- The learning loop: lexicon lines in versions, what failed and by which word, edits proposed and tried.

ALTER TABLE lexicon_line RENAME TO lexicon_line_before;
CREATE TABLE lexicon_line (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    cells TEXT NOT NULL,
    origin TEXT NOT NULL,
    author TEXT NOT NULL DEFAULT '',
    loaded_at TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT '',
    ended_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (kind, key, version)
);
INSERT INTO lexicon_line (kind, key, version, position, cells, origin, loaded_at)
    SELECT kind, key, 1, position, cells, origin, loaded_at FROM lexicon_line_before;
DROP TABLE lexicon_line_before;
CREATE UNIQUE INDEX lexicon_line_current ON lexicon_line (kind, key) WHERE ended_at = '';

ALTER TABLE answer ADD COLUMN failure TEXT NOT NULL DEFAULT '';
ALTER TABLE answer ADD COLUMN uncovered TEXT NOT NULL DEFAULT '';
ALTER TABLE answer ADD COLUMN line TEXT NOT NULL DEFAULT '';
CREATE INDEX answer_by_failure ON answer (uncovered, asked_at, failure) WHERE failure <> '';
CREATE INDEX answer_by_line ON answer (line, failure, chosen) WHERE line <> '';
-- What failed before words were kept stands under the question itself.
UPDATE answer SET failure = 'no_answer', uncovered = substr(question, 1, 20)
    WHERE outcome IN ('unanswered.no_match', 'unanswered.report');

ALTER TABLE feedback ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN uncovered TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN line TEXT NOT NULL DEFAULT '';
CREATE INDEX feedback_by_answer ON feedback (answer_id);
CREATE INDEX feedback_down ON feedback (uncovered, given_at) WHERE value = 'down';
CREATE INDEX feedback_by_line ON feedback (line, value) WHERE line <> '';

CREATE TABLE learning_state (
    id TEXT PRIMARY KEY,
    uncovered TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL
);
CREATE INDEX learning_state_by_word ON learning_state (uncovered, set_at);

CREATE TABLE proposal (
    id TEXT PRIMARY KEY,
    uncovered TEXT NOT NULL,
    edit TEXT NOT NULL,
    why TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE TABLE proposal_event (
    id TEXT PRIMARY KEY,
    proposal_id TEXT NOT NULL REFERENCES proposal (id),
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE INDEX proposal_event_of ON proposal_event (proposal_id, made_at);
