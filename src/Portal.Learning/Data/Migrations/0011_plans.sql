-- What a learner is going to do, in two lines of their own, and how it went. One plan for an enrolment; nobody else reads it.
create table learning.plans (
    enrolment_id uuid primary key references learning.enrolments on delete cascade,
    what text not null,
    with_whom text not null,
    ask boolean not null,                     -- they want to be asked by mail how it went
    written_at timestamptz not null,
    asked_at timestamptz,                     -- when the mail went
    outcome text check (outcome in ('done', 'partly', 'not_yet')),
    answered_at timestamptz
);
create index plans_to_ask on learning.plans (written_at) where ask and asked_at is null and outcome is null;
