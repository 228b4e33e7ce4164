-- What somebody sent to be taken in: a folder or a zip, with its files until it is done, and what it takes to undo it.
create table content.imports (
    id uuid primary key,
    name text not null,                       -- of the folder or the zip
    state text not null check (state in ('looking', 'looked', 'doing', 'done', 'undoing', 'undone')),
    force boolean not null default false,     -- also over what was edited in the portal
    refused jsonb not null default '[]',      -- files that were refused before they were looked at
    looked jsonb,                             -- what would be done
    result jsonb,                             -- what was done
    undone jsonb,                             -- what was undone, and what was not
    made_by text not null,
    made_at timestamptz not null,
    decided_by text,                          -- who let it be done or undone last
    done_at timestamptz
);
create index imports_made on content.imports (made_at);

create table content.import_files (
    import_id uuid not null references content.imports on delete cascade,
    path text not null,                       -- below the folder, with forward slashes
    bytes bytea not null,
    primary key (import_id, path)
);
alter table content.import_files alter column bytes set storage external;

-- Where a document stood before an import changed it; what it said stands in undo_steps.
create table content.import_documents (
    import_id uuid not null references content.imports on delete cascade,
    document_id uuid not null references content.documents deferrable initially deferred,
    is_new boolean not null,
    slug text not null,
    parent_id uuid,
    sample boolean not null,
    origin text not null check (origin in ('import', 'portal')),
    primary key (import_id, document_id)
);

-- A file as it was before an import changed it.
create table content.import_media (
    import_id uuid not null references content.imports on delete cascade,
    ref text not null,
    after_hash text not null,                 -- what the import made of it: whoever changed it since, changed this
    after_source text not null,
    is_new boolean not null,
    name text,
    sample boolean,
    hash text,
    source text,
    front_matter jsonb,
    bytes bytea,                              -- null where the import changed the description alone
    primary key (import_id, ref)
);
alter table content.import_media alter column bytes set storage external;
