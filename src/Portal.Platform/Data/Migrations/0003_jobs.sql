-- Work for later: written in the transaction that made it necessary, gone when it is done. What failed for good stays until somebody decides.
create table platform.jobs (
    id bigint generated always as identity primary key,
    kind text not null,                       -- a name from a room's door, e.g. content.variants
    lane smallint not null,                   -- 0: a person waits for it; 1: the rest
    args jsonb not null,                      -- ids, never what they stand for
    key text,                                 -- the same work asked for twice, before it is done, is done once
    run_at timestamptz not null,              -- not before
    enqueued_at timestamptz not null,
    attempts int not null default 0,          -- that failed; of detached work also the one that runs
    started_at timestamptz,                   -- detached work that runs, or ran on a host that died
    done int,                                 -- how far it is,
    total int,                                -- of how many
    failed_at timestamptz,                    -- not tried again by itself
    last_error text
);
create index jobs_due on platform.jobs (kind, lane, run_at, id) where failed_at is null;
create unique index jobs_key on platform.jobs (kind, key) where failed_at is null;

-- When recurring work was and will be put among the jobs.
create table platform.schedules (
    name text primary key,                    -- the kind of job
    expression text not null,                 -- cron, five fields, wall clock of Europe/Amsterdam
    last_at timestamptz,
    next_at timestamptz not null
);
