-- How the portal stands, as it was last seen by any host, so that the office and a mail need not look for themselves. What could not be
-- judged changes nothing here.
create table platform.conditions (
    key text primary key,
    state text not null check (state in ('good', 'attention', 'urgent')),
    since timestamptz not null,               -- that it is so
    seen_at timestamptz not null,
    told text not null default 'good' check (told in ('good', 'attention', 'urgent')) -- how it stood when a week was told of last
);

-- The weeks that were told of: each once, on however many hosts.
create table platform.condition_weeks (
    week date primary key,                    -- its Monday
    told_at timestamptz not null
);

-- Backups that were made to their end by this program.
create table platform.backups (
    id bigint generated always as identity primary key,
    taken_at timestamptz not null,            -- the moment that it holds
    place text not null,                      -- the file, as its machine calls it
    machine text not null,
    bytes bigint not null,
    is_sealed boolean not null
);
