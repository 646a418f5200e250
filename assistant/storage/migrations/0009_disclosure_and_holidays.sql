-- Disclosure requests and disputes step by step, the applicants apart from them, and holidays.
-- Steps are never changed: a correction is a new step that names the old one.

CREATE TABLE disclosure_case (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    opened_at TEXT NOT NULL
);
CREATE UNIQUE INDEX disclosure_case_number ON disclosure_case (kind, number);

CREATE TABLE disclosure_step (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES disclosure_case (id),
    kind TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    detail TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    replaces TEXT NOT NULL DEFAULT ''
);
CREATE INDEX disclosure_step_by_case ON disclosure_step (case_id, recorded_at);
CREATE INDEX disclosure_step_by_replaced ON disclosure_step (replaces);

-- Names and addresses of applicants (个人信息): here and nowhere else, the latest version counts.
CREATE TABLE disclosure_applicant (
    case_id TEXT NOT NULL REFERENCES disclosure_case (id),
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    contact TEXT NOT NULL,
    address TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (case_id, version)
);

CREATE TABLE holiday_year (
    year INTEGER NOT NULL,
    version INTEGER NOT NULL,
    announced INTEGER NOT NULL,
    notice TEXT NOT NULL,
    off_days TEXT NOT NULL,
    work_days TEXT NOT NULL,
    origin TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    PRIMARY KEY (year, version)
);
