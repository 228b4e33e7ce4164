-- What was made for somebody to fetch, as another system takes it: kept for two days. Who asked for it stands in the log.
create table content.exports (
    id uuid primary key,
    kind text not null,                       -- which format
    state text not null check (state in ('making', 'made', 'refused')),
    name text not null,                       -- of the file
    report jsonb not null default '[]',       -- what came along otherwise, or why it was refused: sentences
    length bigint not null default 0,         -- bytes
    made_at timestamptz not null,
    done_at timestamptz
);
create index exports_made on content.exports (made_at);

create table content.export_parts (
    export_id uuid not null references content.exports on delete cascade,
    number int not null,
    bytes bytea not null,
    primary key (export_id, number)
);
alter table content.export_parts alter column bytes set storage external;
