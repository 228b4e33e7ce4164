-- The inbox of questions (/beheer/vragen): asked with a form, without an account, answered by mail. A question goes a year after it was
-- closed; what stays of it are the totals.
create table calendar.questions (
    id uuid primary key,                      -- made of the form and what was filled in: the same form sent twice is one question
    number bigint generated always as identity (start with 1001) unique, -- what people call it by
    kind text not null check (kind in ('advice', 'contact', 'fault', 'privacy')),
    asked_at timestamptz not null,
    name text not null,                       -- empty: not said
    address text,                             -- where answers go; null: somebody who only tells of a fault
    organisation text,
    municipality text,                        -- id of an organisatie document
    theme text,                               -- id of a dossier
    subject text not null,
    wish text check (wish in ('access', 'correction', 'erasure', 'objection')), -- which right (AVG 15, 16, 17, 21)
    page text,                                -- where somebody saw a fault
    reference text,                           -- of an error page
    member_id uuid,                           -- who was signed in
    warned boolean not null,                  -- sent though the check saw what could be data of a youngster
    assigned_to uuid,
    version int not null default 1,           -- one more with each step that another one must know of
    waiting_since timestamptz,                -- since when who asked waits for us; null: we answered
    answered_at timestamptz,
    closed_at timestamptz,
    due_on date,                              -- the last day to answer (AVG 12, third paragraph)
    due_told_at timestamptz                   -- when administrators were told that this day comes near
);
create index questions_open on calendar.questions (waiting_since) where closed_at is null;
create index questions_closed on calendar.questions (closed_at) where closed_at is not null;
create index questions_address on calendar.questions (lower(address));
create index questions_member on calendar.questions (member_id) where member_id is not null;

-- What was said and done, in order.
create table calendar.question_entries (
    id uuid primary key,                      -- of the form: twice sent is once
    question_id uuid not null references calendar.questions on delete cascade,
    kind text not null check (kind in ('question', 'goal', 'addition', 'note', 'answer', 'assigned', 'closed', 'reopened')),
    at timestamptz not null,
    author uuid,                              -- a colleague; null: who asked, or the portal by itself, or somebody who is gone
    body text not null
);
create index question_entries_of on calendar.question_entries (question_id, at);

-- Who opened a request about somebody's data.
create table calendar.question_readings (
    id bigint generated always as identity primary key,
    question_id uuid not null references calendar.questions on delete cascade,
    reader uuid,                              -- null: an account that is gone
    at timestamptz not null
);
create index question_readings_of on calendar.question_readings (question_id);

-- How many were asked. Each list by itself: which theme from which municipality is not kept, that could be one person.
create table calendar.question_totals (
    month date not null,                      -- its first day
    kind text not null,
    list text not null check (list in ('all', 'theme', 'municipality')),
    value text not null,                      -- empty: all of them, or nothing was chosen
    asked int not null,
    primary key (month, kind, list, value)
);
