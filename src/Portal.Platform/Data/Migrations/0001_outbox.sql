-- Mail that must be sent: written in the transaction that made it necessary, so there is no mail about what did not happen.
create table platform.outbox (
    id uuid primary key,
    to_address text not null,
    subject text not null,
    body_text text not null,
    body_html text,
    kind text not null,
    dedupe_key text not null unique,          -- the same mail twice is one mail
    created_at timestamptz not null
);
