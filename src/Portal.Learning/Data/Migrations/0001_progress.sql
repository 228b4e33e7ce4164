-- What learners did. Rows in tables marked append-only are never changed: a rule that changes tomorrow cannot re-date or undo
-- what somebody completed today. progress in enrolments is a projection that can be rebuilt from them.

-- A module as it was at a moment: chapters with their content versions, exercises with theirs, and the rules. Append-only.
create table learning.module_versions (
    id uuid primary key,
    module text not null,                     -- id of the module document
    hash text not null,                       -- SHA-256 of structure, hex
    structure jsonb not null,
    first_seen_at timestamptz not null,
    unique (module, hash)
);

create table learning.enrolments (
    id uuid primary key,
    member_id uuid not null,
    module text not null,
    cycle int not null default 1,             -- a renewal is a new cycle; the old one stays as it was
    module_version_id uuid not null references learning.module_versions,
    pinned_at timestamptz not null,
    started_at timestamptz not null,
    last_seen_at timestamptz not null,
    last_chapter text,
    progress real not null default 0 check (progress between 0 and 1),
    completed_at timestamptz,
    passed_at timestamptz,
    unique (member_id, module, cycle)
);

-- A chapter that was read to its end. Append-only.
create table learning.chapter_readings (
    enrolment_id uuid not null references learning.enrolments on delete cascade,
    chapter text not null,
    read_at timestamptz not null,
    primary key (enrolment_id, chapter)
);

-- One go at a test; its id comes from the client, so that a repeated start is the same start.
create table learning.attempts (
    id uuid primary key,
    enrolment_id uuid not null references learning.enrolments on delete cascade,
    kind text not null check (kind in ('pre_test', 'end_test')),
    chapter text not null,
    number int not null,
    module_version_id uuid not null references learning.module_versions,
    started_at timestamptz not null,
    submitted_at timestamptz,
    score real,
    max real,
    passed boolean,
    tested_out boolean not null default false,  -- done at once, after a strong pre-test
    unique (enrolment_id, kind, number)
);

-- One answer to one exercise; its id comes from the client. Append-only, until the learner erases it or its time is over.
create table learning.item_responses (
    id uuid primary key,
    enrolment_id uuid not null references learning.enrolments on delete cascade,
    attempt_id uuid references learning.attempts on delete cascade,  -- null: an exercise inside a chapter
    exercise text not null,
    exercise_version text not null,           -- SHA-256 of the exercise as it was asked
    seq int not null,                         -- 1, 2, 3 ... for this exercise in this enrolment
    request_hash text not null,               -- SHA-256 of what was sent: the same id with another body is refused
    answer jsonb not null,
    certainty smallint check (certainty between 1 and 3),
    client_at timestamptz,
    recorded_at timestamptz not null,
    score real not null,
    max real not null,
    unique (enrolment_id, exercise, seq)
);
create index item_responses_attempt on learning.item_responses (attempt_id) where attempt_id is not null;

-- Append-only.
create table learning.completion_events (
    id uuid primary key,
    enrolment_id uuid not null references learning.enrolments on delete cascade,
    kind text not null check (kind in ('completed', 'passed', 'attended', 'waived', 'renewed')),
    module_version_id uuid not null references learning.module_versions,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    reason text not null default ''
);
create unique index completion_events_once on learning.completion_events (enrolment_id, kind) where kind in ('completed', 'passed');

create function learning.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are only ever added', tg_table_name;
end $$;
create trigger chapter_readings_append_only before update on learning.chapter_readings for each row execute function learning.refuse_change();
create trigger item_responses_append_only before update on learning.item_responses for each row execute function learning.refuse_change();
create trigger completion_events_append_only before update on learning.completion_events for each row execute function learning.refuse_change();
create trigger module_versions_append_only before update or delete on learning.module_versions for each row execute function learning.refuse_change();
