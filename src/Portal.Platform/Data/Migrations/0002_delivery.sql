-- What became of each mail. A row is done when it was sent or has failed; a month later it goes.
alter table platform.outbox
    add sent_at timestamptz,
    add failed_at timestamptz,                             -- refused, or tried often enough
    add attempts int not null default 0,
    add next_attempt_at timestamptz not null default now(),
    add last_error text;                                   -- codes only: what a server says may name an address
create index outbox_due on platform.outbox (next_attempt_at) where sent_at is null and failed_at is null;
