-- What a mail can have beside its words: headers of its own, files, a place for bounces; and who waits for it.
alter table platform.outbox
    add headers text[] not null default '{}',              -- "Name: value", a line each
    add return_path text,                                  -- null: bounces go to the sender
    add lane smallint not null default 0;                  -- as in platform.jobs
create table platform.attachments (
    mail_id uuid not null references platform.outbox on delete cascade,
    position int not null,
    name text not null,
    content_type text not null,
    bytes bytea not null,
    primary key (mail_id, position)
);

-- Sending a mail is a job: that says when it is tried next, how often it was, and what was wrong.
insert into platform.jobs (kind, lane, args, key, run_at, enqueued_at, attempts, failed_at, last_error)
select 'platform.mail', 0, jsonb_build_object('id', id), id::text, next_attempt_at, created_at, attempts, failed_at, last_error
from platform.outbox where sent_at is null;
alter table platform.outbox
    drop failed_at,
    drop attempts,
    drop next_attempt_at,                                  -- its index goes with it
    drop last_error;
create index outbox_waiting on platform.outbox (created_at) where sent_at is null;
create index outbox_sent on platform.outbox (sent_at) where sent_at is not null;
