-- A key was wrong and mended: what an answer in a test that was handed in is worth by the mended one, where that is more. Append-only; the
-- answer itself stays as it was graded.
create table learning.rescores (
    attempt_id uuid not null references learning.attempts on delete cascade,
    exercise text not null,
    version text not null,                    -- the exercise with the mended key
    before real not null,
    after real not null check (after >= before),
    reason text not null,
    recorded_at timestamptz not null,
    primary key (attempt_id, exercise, version)
);
create trigger rescores_append_only before update on learning.rescores for each row execute function learning.refuse_change();
