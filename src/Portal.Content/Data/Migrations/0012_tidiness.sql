-- Versions that readers saw at some moment: those stay for good. Written by the database itself, so that no way of putting something online
-- forgets it. Of what was online before this table nobody knows which versions were, so all of those count.
create table content.live_versions (
    version_id uuid primary key references content.versions deferrable initially deferred,
    since timestamptz not null
);
insert into content.live_versions (version_id, since)
select v.id, v.changed_at from content.versions v join content.documents d on d.id = v.document_id where d.first_live_at is not null;

create function content.note_live() returns trigger language plpgsql as $$
begin
    insert into content.live_versions (version_id, since) values (new.live_version_id, new.live_since) on conflict do nothing;
    return null;
end $$;
create trigger documents_note_live after insert or update of live_version_id on content.documents
    for each row when (new.live_version_id is not null) execute function content.note_live();

-- Who wrote a version can be forgotten; what it says cannot be changed. It can go by tidying alone, which says so in its transaction.
create or replace function content.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'changed_by' = to_jsonb(old) - 'changed_by' then return new; end if;
    if tg_op = 'DELETE' and current_setting('content.tidies', true) = 'on' then return old; end if;
    raise exception 'versions are only ever added';
end $$;

-- How often a page was read in a month, and on which day last: nothing of who read it.
create table content.reads (
    document_id uuid not null references content.documents on delete cascade,
    month date not null,                      -- its first day, in the Netherlands
    times bigint not null,
    last_day date not null,
    primary key (document_id, month)
);

-- Since when reads are counted.
create table content.reads_since (
    one_row boolean primary key default true check (one_row),
    day date not null
);
