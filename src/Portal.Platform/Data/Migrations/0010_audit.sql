-- Who did what, when, from where. Lines are only ever added, in the transaction of what they tell; a seal binds each to all before it.
create extension if not exists pg_trgm;       -- trusted: whoever may make schemas may make it

-- Lines know people by a number; which member that is stands here alone, and goes with the account.
create table platform.audit_people (
    member_id uuid primary key,
    number uuid not null unique default gen_random_uuid()
);

create table platform.audit_lines (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,                      -- a number of audit_people, or the word of what did it by itself
    action text not null,                     -- e.g. document.published
    kind text not null,                       -- of what it is about, e.g. document
    object text not null,                     -- its id; of a person their number
    title text not null,                      -- what it was called at that moment; of a person nothing
    origin text not null,                     -- a network, cut; or server
    facts text not null,                      -- what changed, JSON as it was written: [[name, before, after], ...]
    words text not null generated always as (lower(title || ' ' || object || ' ' || facts)) stored
);
create index audit_lines_at on platform.audit_lines (at, id);
create index audit_lines_actor on platform.audit_lines (actor, at, id);
create index audit_lines_action on platform.audit_lines (action, at, id);
create index audit_lines_kind on platform.audit_lines (kind, at, id);
create index audit_lines_object on platform.audit_lines (object, at, id);
create index audit_lines_words on platform.audit_lines using gin (words gin_trgm_ops);

-- Lines that no seal binds yet: a transaction that takes long commits lines of before others.
create table platform.audit_waiting (
    line_id bigint primary key
);

create table platform.audit_seals (
    sequence bigint primary key,              -- 1, 2, 3 ..., none left out
    line_id bigint not null unique,
    sealed_at timestamptz not null,
    hash bytea not null                       -- SHA-256 of the hash before it and all of the line
);

-- Where the chain stood: to see that its end was cut off, and where it begins since its oldest lines went.
create table platform.audit_anchors (
    sequence bigint primary key,
    hash bytea not null,
    made_at timestamptz not null,
    begins boolean not null
);

create function platform.audit_stays() returns trigger language plpgsql as $$
begin
    -- Only what takes away lines that are too old says so, for its own transaction.
    if tg_op = 'DELETE' and current_setting('portal.audit_too_old', true) = 'on' then return old; end if;
    raise exception 'platform.% is only added to: no % here', tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;
create trigger audit_lines_stay before update or delete on platform.audit_lines for each row execute function platform.audit_stays();
create trigger audit_lines_all_stay before truncate on platform.audit_lines for each statement execute function platform.audit_stays();
create trigger audit_seals_stay before update or delete on platform.audit_seals for each row execute function platform.audit_stays();
create trigger audit_seals_all_stay before truncate on platform.audit_seals for each statement execute function platform.audit_stays();
create trigger audit_anchors_stay before update or delete on platform.audit_anchors for each row execute function platform.audit_stays();
create trigger audit_anchors_all_stay before truncate on platform.audit_anchors for each statement execute function platform.audit_stays();
