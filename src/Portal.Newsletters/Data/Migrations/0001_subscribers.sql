-- The secret of this portal that addresses and links are hashed with; sealed by the keys of data protection.
create table newsletters.keys (
    id smallint primary key check (id = 1),
    sealed bytea not null,
    created_at timestamptz not null
);

-- Who gets the newsletter, or got it less than a year ago. A row stays when somebody comes back, so that (campaign, subscriber) is one mail.
create table newsletters.subscribers (
    id uuid primary key,
    address text not null,                    -- as mail is sent to it
    address_hash bytea not null unique,       -- HMAC-SHA256 of the normal form
    member_id uuid unique,                    -- whose account has this address
    themes text[] not null,                   -- ids of dossiers; empty: all
    regions text[] not null,                  -- ids of districts and municipalities; empty: all
    functions text[] not null,                -- empty: all
    subscribed_at timestamptz not null,       -- since when, this time
    consent_at timestamptz not null,          -- when they last said that they want it
    asked_again_at timestamptz,               -- asked whether they still do, and not answered
    ended_at timestamptz,
    end_reason text check (end_reason in ('unsubscribed', 'not-renewed', 'bounced', 'complained', 'office')),
    check ((ended_at is null) = (end_reason is null))
);
create index subscribers_consent on newsletters.subscribers (consent_at) where ended_at is null;
create index subscribers_ended on newsletters.subscribers (ended_at) where ended_at is not null;

-- Asked for on a form and perhaps not by the owner of the address: nothing follows before the link in the mail was used.
create table newsletters.sign_ups (
    id uuid primary key,
    secret_hash bytea not null unique,        -- SHA-256 of what stands in the link
    address text not null,
    address_hash bytea not null,
    themes text[] not null,
    regions text[] not null,
    functions text[] not null,
    form text not null,                       -- the page
    text_version int not null,                -- the consent text that stood on it
    asked_at timestamptz not null,
    expires_at timestamptz not null,
    confirmed_at timestamptz
);
create index sign_ups_address on newsletters.sign_ups (address_hash, asked_at);
create index sign_ups_expiry on newsletters.sign_ups (expires_at);

-- Proof that somebody asked for it. Append-only; goes with its subscriber.
create table newsletters.consents (
    id uuid primary key,
    subscriber_id uuid not null references newsletters.subscribers on delete cascade,
    kind text not null check (kind in ('sign-up', 'account', 'import', 'stay', 'return')),
    form text not null,
    text_version int,                         -- null: given elsewhere, to source
    asked_at timestamptz not null,
    given_at timestamptz not null,
    themes text[] not null,
    regions text[] not null,
    functions text[] not null,
    source text,                              -- import: who asked for it elsewhere
    how text,                                 -- and how
    recorded_by uuid,                         -- who imported it; null once that account is gone
    check ((kind = 'import') = (source is not null and how is not null)),
    check ((kind = 'import') = (text_version is null))
);
create index consents_subscriber on newsletters.consents (subscriber_id);

create function newsletters.refuse_change_of_consent() returns trigger language plpgsql as $$
begin
    if new.recorded_by is null
        and (to_jsonb(new) - 'recorded_by') = (to_jsonb(old) - 'recorded_by') then
        return new;
    end if;
    raise exception 'rows of % are only ever added', tg_table_name;
end $$;
create trigger consents_append_only before update on newsletters.consents
    for each row execute function newsletters.refuse_change_of_consent();

-- Who gets no newsletter, whatever a list says. Only the hash: it tells nobody an address, and outlives the subscriber.
create table newsletters.suppressions (
    address_hash bytea primary key,
    reason text not null check (reason in ('unsubscribed', 'not-renewed', 'bounced', 'complained', 'office', 'erased')),
    since timestamptz not null
);

-- What happened on a day, in numbers that outlive the people.
create table newsletters.totals (
    day date not null,                        -- Europe/Amsterdam
    what text not null,                       -- started, or why it ended
    number int not null,
    primary key (day, what)
);

-- Who took the addresses out of the portal, and what for.
create table newsletters.address_views (
    id uuid primary key,
    viewer_id uuid,
    purpose text not null,
    number int not null,                      -- how many addresses
    viewed_at timestamptz not null
);
