-- Documents stand in a tree; what they say stands in versions, which are only ever added.
create table content.documents (
    id uuid primary key,
    ref text not null unique,                 -- the front matter's id
    type text not null,
    slug text not null,
    parent_id uuid references content.documents deferrable initially deferred,
    sample boolean not null default false,    -- from content/voorbeeld: shown with a label, in Development only
    path text not null,                       -- the address, kept so that a reader's page is one look-up
    state text not null check (state in ('concept', 'in_review', 'published', 'scheduled', 'archived')),
    publish_at timestamptz,
    live_version_id uuid,                     -- what readers see; null when nothing is online
    latest_version_id uuid not null,          -- what editors see
    created_at timestamptz not null,
    changed_at timestamptz not null,
    check ((state = 'published') = (live_version_id is not null)),
    check (state <> 'scheduled' or publish_at is not null),
    unique (path) deferrable initially deferred  -- two documents may swap addresses in one import
);
create index documents_parent on content.documents (parent_id);
create index documents_due on content.documents (publish_at) where state = 'scheduled';

create table content.versions (
    id uuid primary key,
    document_id uuid not null references content.documents deferrable initially deferred,
    number int not null,
    front_matter jsonb not null,              -- the values, for the portal
    front_source text not null,               -- the YAML as written, for a byte-identical export
    body text not null,
    origin text not null check (origin in ('import', 'portal')),
    changed_by text not null,
    changed_at timestamptz not null,
    reason text not null,
    unique (document_id, number)
);

alter table content.documents
    add foreign key (live_version_id) references content.versions deferrable initially deferred,
    add foreign key (latest_version_id) references content.versions deferrable initially deferred;

create function content.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'versions are only ever added';
end $$;
create trigger versions_append_only before update or delete on content.versions
    for each row execute function content.refuse_change();

-- An address a document once had. It leads to where the document is now, so there are no chains and no loops:
-- an address that a document has again is taken out of this table.
create table content.redirects (
    path text primary key,
    document_id uuid not null references content.documents,
    created_at timestamptz not null
);

create table content.media (
    id uuid primary key,
    ref text not null unique,
    name text not null,                       -- file name with its ending
    sample boolean not null default false,
    content_type text not null,
    hash text not null,                       -- SHA-256 of bytes, hex
    bytes bytea not null,                     -- the original, never served to readers when it is an image (EXIF)
    width int,
    height int,
    color text,                               -- dominant colour, #rrggbb
    front_matter jsonb not null,
    source text not null,                     -- the .yml as written
    changed_at timestamptz not null,
    unique (sample, name)
);

create table content.media_variants (
    media_id uuid not null references content.media on delete cascade,
    format text not null check (format in ('webp', 'avif', 'jpeg')),
    width int not null,
    height int not null,
    hash text not null,
    bytes bytea not null,
    primary key (media_id, format, width)
);
create index media_variants_hash on content.media_variants (hash text_pattern_ops);
