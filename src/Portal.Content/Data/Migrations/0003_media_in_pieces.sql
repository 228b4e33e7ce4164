-- Files are read a piece at a time: uncompressed, a piece is found without reading what stands before it (they are compressed already).
alter table content.media alter column bytes set storage external;
update content.media set bytes = bytes || ''::bytea;
alter table content.media_variants alter column bytes set storage external;
update content.media_variants set bytes = bytes || ''::bytea;
create index media_hash on content.media (hash text_pattern_ops);
