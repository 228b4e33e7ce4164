-- Reports are made by jobs and only read by pages: what they show stays the same while people learn.

-- How many people there are of each kind and what they passed, the whole region at one moment. The newest is shown; of each quarter the
-- last stays.
create table learning.report_counts (
    counted_at timestamptz primary key,
    facts jsonb not null
);

-- What is told of answers: figures of ten people or more, in the steps in which they are shown, and made anew only when ten more are in
-- them. Rows are only added.
create table learning.answer_reports (
    id bigint generated always as identity primary key,
    report text not null check (report in ('gain', 'sensitivity', 'question')),
    district text not null,                   -- '': the whole region
    module text not null,
    subject text not null,                    -- of a question: the exercise's id; else ''
    version text not null,                    -- of what was asked; '': whatever was
    people int not null check (people >= 10), -- shown in tens
    figures jsonb not null,
    made_at timestamptz not null
);
create index answer_reports_newest on learning.answer_reports (report, district, module, subject, version, id desc);
create trigger answer_reports_append_only before update on learning.answer_reports for each row execute function learning.refuse_change();

-- What visitors are shown of the votes on a poll: made anew when ten more have voted.
create table learning.poll_results (
    exercise text primary key,
    voters int not null check (voters >= 10),
    votes jsonb not null                      -- by option; one that nobody chose is not there
);

-- Counting who did both tests reads this index alone.
create index attempts_submitted on learning.attempts (enrolment_id, kind) include (number, score, max) where submitted_at is not null;
