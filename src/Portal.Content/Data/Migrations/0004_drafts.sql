-- What readers see and what is being written are two things: the live version, and beside it at most one draft.
create table content.drafts (
    document_id uuid primary key references content.documents deferrable initially deferred,
    base_version_id uuid references content.versions deferrable initially deferred,  -- what it was made from; null for what never had a version
    front_matter jsonb not null,                       -- the values as far as they could be read
    front_source text not null,                        -- the YAML as written
    body text not null,
    stage text not null check (stage in ('concept', 'in_review', 'scheduled')),
    publish_at timestamptz,
    reviewer_id uuid,                                  -- who was asked to read it: a member
    note text not null default '',                     -- what the writer says to the reviewer, or will stand with the version
    problem text,                                      -- why it did not come online when its moment came
    started_by text not null,
    started_at timestamptz not null,
    changed_by text not null,
    changed_at timestamptz not null,
    check ((stage = 'scheduled') = (publish_at is not null))
);
create index drafts_due on content.drafts (publish_at) where stage = 'scheduled';

-- The last texts of a document as editors saw it: what somebody else has open is compared with the one it was opened from.
create table content.draft_revisions (
    document_id uuid not null references content.documents deferrable initially deferred,
    revision int not null,
    front_source text not null,
    body text not null,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (document_id, revision)
);

alter table content.documents
    add column revision int not null default 0,        -- counts up with every other text: compare and swap
    add column title text,                             -- of what editors see: lists are sorted by it
    add column live_since timestamptz,                 -- since when readers see the live version
    add column first_live_at timestamptz,              -- when it came online for the first time: from then on its address is known
    add column offline_at timestamptz,                 -- when it will be taken offline
    add column archived_at timestamptz,
    add column deleted_at timestamptz,                 -- in the recycle bin since
    add column deleted_by text,
    add column answer text not null default 'missing' check (answer in ('missing', 'gone', 'moved')), -- of its address while it is offline
    add column answer_id uuid references content.documents deferrable initially deferred,             -- with 'moved': where it leads
    add column origin text not null default 'import' check (origin in ('import', 'portal'));          -- who changed it last

update content.documents d
   set title = coalesce(v.front_matter ->> 'title', d.ref), origin = v.origin,
       live_since = case when d.live_version_id is not null then live.changed_at end,
       first_live_at = coalesce(live.changed_at, case when d.state = 'archived' then d.created_at end),
       archived_at = case when d.state = 'archived' then d.changed_at end,
       answer = case when d.state = 'archived' then 'gone' else 'missing' end
  from content.versions v, content.documents of left join content.versions live on live.id = of.live_version_id
 where v.id = d.latest_version_id and of.id = d.id;

insert into content.drafts (document_id, base_version_id, front_matter, front_source, body, stage, publish_at,
                            started_by, started_at, changed_by, changed_at)
select d.id, d.live_version_id, v.front_matter, v.front_source, v.body,
       case when d.state in ('in_review', 'scheduled') then d.state else 'concept' end, case when d.state = 'scheduled' then d.publish_at end,
       v.changed_by, v.changed_at, v.changed_by, v.changed_at
  from content.documents d join content.versions v on v.id = d.latest_version_id
 where d.state in ('concept', 'in_review', 'scheduled') or (d.live_version_id is not null and d.live_version_id <> d.latest_version_id);
update content.documents set latest_version_id = live_version_id where live_version_id is not null and live_version_id <> latest_version_id;

alter table content.documents alter column title set not null, alter column latest_version_id drop not null;
alter table content.documents drop column state cascade;
alter table content.documents drop column publish_at cascade;
alter table content.documents
    add check ((live_version_id is null) = (live_since is null)),
    add check (live_version_id is null or (archived_at is null and deleted_at is null)),
    add check ((answer = 'moved') = (answer_id is not null)),
    drop constraint documents_path_key,
    -- What lies in the recycle bin keeps no address; two documents may swap addresses in one import.
    add constraint documents_path exclude (path with =) where (deleted_at is null) deferrable initially deferred;
create index documents_title on content.documents (title);
create index documents_offline on content.documents (offline_at) where offline_at is not null;

-- A draft shown to people without an account, by a link that ends.
create table content.preview_links (
    id uuid primary key,
    document_id uuid not null references content.documents deferrable initially deferred,
    made_by text not null,
    made_at timestamptz not null,
    ends_at timestamptz not null,             -- also when somebody ends it before its time
    check (ends_at >= made_at)
);
create index preview_links_document on content.preview_links (document_id);

-- What somebody says about a block of a draft; resolved one by one. The block is known by its number and its first words.
create table content.remarks (
    id uuid primary key,
    document_id uuid not null references content.documents deferrable initially deferred,
    block int,                                -- 0-based; null: about the whole
    opening text not null default '',         -- how the block began when the remark was made
    body text not null,
    made_by text not null,
    made_at timestamptz not null,
    resolved_by text,
    resolved_at timestamptz
);
create index remarks_open on content.remarks (document_id) where resolved_at is null;

-- Who has a document open to write in: seen with every save.
create table content.writers (
    document_id uuid not null references content.documents deferrable initially deferred,
    member_id uuid not null,
    seen_at timestamptz not null,
    primary key (document_id, member_id)
);

-- Who wrote a version can be forgotten; what it says cannot be changed.
create or replace function content.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'changed_by' = to_jsonb(old) - 'changed_by' then return new; end if;
    raise exception 'versions are only ever added';
end $$;
