-- Bytes that an item had before it was replaced, by hash: their addresses lead to what there is now.
create table content.media_former (
    hash text primary key,                    -- SHA-256, hex: of the file, or of one of its variants
    media_id uuid not null references content.media on delete cascade,
    format text,                              -- of a variant
    width int
);
create index media_former_hash on content.media_former (hash text_pattern_ops);
create index media_former_item on content.media_former (media_id);

-- What stands in a document to download, page by page, so that it can be found. Read by a job from the bytes with this hash.
create table content.media_texts (
    media_id uuid primary key references content.media on delete cascade,
    hash text not null,
    pages text[] not null                     -- empty where it holds no words, or cannot be read
);
