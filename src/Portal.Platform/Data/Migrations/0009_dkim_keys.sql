-- Keys that mail is signed with (RFC 6376), made here: the private half protected by a key that is not in this table. One signs from the
-- moment its public half was seen in DNS; it stays for the record when another takes over.
create table platform.dkim_keys (
    domain text not null,
    selector text not null,
    sealed bytea not null,
    public_key bytea not null,
    made_at timestamptz not null,
    signs_since timestamptz,
    primary key (domain, selector)
);

-- One that waits at a time: two people who press the button at once make one key.
create unique index dkim_keys_waiting on platform.dkim_keys (domain) where signs_since is null;
