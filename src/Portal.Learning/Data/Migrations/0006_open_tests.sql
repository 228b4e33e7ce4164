-- What stands filled in in a test that is open, kept the moment it is chosen: also what is not finished yet. The last one to a question
-- stands. Handing in writes what is an answer to item_responses, once, and all of it goes from here.
create table learning.test_answers (
    id uuid primary key,                      -- made by the client: sent again it changes nothing
    attempt_id uuid not null references learning.attempts on delete cascade,
    exercise text not null,
    exercise_version text not null,           -- SHA-256 of the exercise as it was asked
    seq bigint generated always as identity,
    request_hash text not null,               -- SHA-256 of what was sent: the same id with another body is refused
    answer jsonb not null,
    certainty smallint check (certainty between 1 and 3),
    client_at timestamptz,
    recorded_at timestamptz not null
);
create index test_answers_attempt on learning.test_answers (attempt_id, exercise, seq desc);

-- A pre-test that was handed in with nothing answered is not done; it stood here as 0 %. Older ones than answers are kept are left alone:
-- nobody knows any more what was answered in them.
update learning.attempts a set submitted_at = null, score = null, max = null, passed = null
where a.kind = 'pre_test' and a.score = 0 and a.submitted_at > now() - interval '23 months'
    and not exists (select from learning.item_responses r where r.attempt_id = a.id);
