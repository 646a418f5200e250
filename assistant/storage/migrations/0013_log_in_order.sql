-- The answer log is written far more often than it is counted: its indexes follow the time, so
-- that a row more changes the last page of each, and not another page each time.

DROP INDEX answer_by_time;
DROP INDEX answer_by_conversation;
DROP INDEX answer_by_failure;
DROP INDEX answer_by_line;
CREATE INDEX answer_by_time ON answer (asked_at, outcome, line, failure, chosen);
CREATE INDEX answer_by_conversation ON answer (conversation);
CREATE INDEX answer_by_failure ON answer (asked_at, uncovered, failure) WHERE failure <> '';
