-- What reports need to know of a learner: this room's own copy, so that one query can count. Follows MemberChanged, goes with MemberErased.
create table learning.learners (
    member_id uuid primary key,
    name text not null,
    organisation_id uuid,
    organisation text not null default '',
    municipality text not null default '',    -- '': not said
    district text not null default '',
    domain text not null default '',
    function text not null default ''
);
create index learners_name on learning.learners (name, member_id);
create index learners_district on learning.learners (district, name, member_id);
create index learners_organisation on learning.learners (organisation_id, name, member_id) where organisation_id is not null;

-- Counting who passed reads this index alone.
create index enrolments_passed on learning.enrolments (passed_at) include (member_id, module, module_version_id) where passed_at is not null;

-- Who looked at names of learners, why, and of whom. Append-only, but for an account that goes: then nobody is named any more.
create table learning.name_views (
    id uuid primary key,
    viewer_id uuid,
    purpose text not null check (purpose <> ''),
    district text,                            -- null: the whole region
    started_at timestamptz not null
);
create index name_views_started on learning.name_views (started_at desc);

create function learning.refuse_change_of_view() returns trigger language plpgsql as $$
begin
    if new.viewer_id is null and (new.id, new.purpose, new.started_at) = (old.id, old.purpose, old.started_at)
        and new.district is not distinct from old.district then
        return new;
    end if;
    raise exception 'rows of % are only ever added', tg_table_name;
end $$;
create trigger name_views_append_only before update on learning.name_views for each row execute function learning.refuse_change_of_view();
