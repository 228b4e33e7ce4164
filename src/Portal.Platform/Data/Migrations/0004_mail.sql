-- What a mail can have beside its words: headers of its own, files, a place for bounces; and who waits for it.
alter table platform.outbox
    add headers text[] not null default '{}',              -- "Name: value", a line each
    add return_path text,                                  -- null: bounces go to the sender
    add lane text not null default 'Soon' check (lane in ('Soon', 'Bulk'));
create table platform.attachments (
    mail_id uuid not null references platform.outbox on delete cascade,
    position int not null,
    name text not null,
    content_type text not null,
    bytes bytea not null,
    primary key (mail_id, position)
);
