-- What came back of a mail, whenever that was: a mail server said so at once, or a report did later.
alter table newsletters.deliveries
    add column bounce text check (bounce in ('hard', 'soft', 'ours')), -- the address is gone; not now; not the address's doing
    add column bounced_at timestamptz,
    add column complained_at timestamptz;

-- What a mail server refused and nobody drew a conclusion from yet.
create index deliveries_refusals on newsletters.deliveries (campaign_id, subscriber_id)
    where state in ('refused', 'failed') and bounce is null;

-- Mails that were read, so that one that comes twice does nothing twice. Nothing of the mail itself; goes after three months.
create table newsletters.returned_mails (
    key bytea primary key,                    -- SHA-256 of what names the mail, or of all of it
    kind text not null,
    read_at timestamptz not null
);
create index returned_mails_read on newsletters.returned_mails (read_at);

-- How reading the mailbox goes.
create table newsletters.return_mailbox (
    id smallint primary key check (id = 1),
    read_at timestamptz,                      -- when it last went well
    problem text
);
