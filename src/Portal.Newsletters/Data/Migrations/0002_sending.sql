-- A newsletter on its way: what is sent, to whom, who agreed, how far it is. The text is frozen when sending begins.
create table newsletters.campaigns (
    id uuid primary key,
    document text not null,
    state text not null check (state in ('concept', 'asked', 'approved', 'planned', 'sending', 'paused', 'sent', 'stopped', 'late')),
    revision int,
    themes text[] not null default '{}',
    regions text[] not null default '{}',
    functions text[] not null default '{}',
    send_at timestamptz,
    not_after timestamptz,
    made_by uuid,
    made_at timestamptz not null,
    asked_by uuid,
    asked_at timestamptz,
    approved_by uuid,
    approved_at timestamptz,
    started_by uuid,
    started_at timestamptz,
    ended_at timestamptz,
    run uuid,
    server_started timestamptz,
    flushed_at timestamptz,
    problem text,
    subject text,
    preview text,
    title text,
    html text,
    plain text,
    path text
);

-- One that is not over at a time: two people who press the button at once make one campaign.
create unique index campaigns_open on newsletters.campaigns (document) where state not in ('sent', 'stopped', 'late');
create index campaigns_due on newsletters.campaigns (send_at) where state = 'planned';

-- One row a recipient, for ever: nobody gets a newsletter twice. Without an address: that is the subscriber's, as it is when it is sent.
create table newsletters.deliveries (
    campaign_id uuid not null references newsletters.campaigns (id) on delete cascade,
    subscriber_id uuid not null,
    domain text not null,
    state text not null default 'waiting'
        check (state in ('waiting', 'taken', 'sending', 'sent', 'refused', 'failed', 'unknown', 'withdrawn', 'stopped', 'bounced')),
    attempts smallint not null default 0,
    next_at timestamptz not null,
    claim uuid,
    code text,
    at timestamptz,
    primary key (campaign_id, subscriber_id)
);

create index deliveries_to_do on newsletters.deliveries (campaign_id, next_at, subscriber_id) where state in ('waiting', 'taken', 'sending');
create index deliveries_of on newsletters.deliveries (subscriber_id);
