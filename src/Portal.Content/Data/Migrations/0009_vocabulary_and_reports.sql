-- Addresses that somebody sends on: of a site before this one, of a poster, mistyped. What a document once had as its address stands in
-- content.redirects, and goes first.
create table content.own_redirects (
    path text primary key,                    -- as asked: lower case, no slash at its end; with a query where that tells pages apart
    target text not null,                     -- a path of this portal or a whole address; never one that is sent on itself
    made_by text not null,
    made_at timestamptz not null,
    check (path like '/_%' and path <> target)
);
create index own_redirects_target on content.own_redirects (target);

-- What became of them, and in which go, so that a go can be undone.
create table content.redirect_changes (
    act uuid not null,
    path text not null,
    before text,                              -- where it led; null: nowhere
    after text,
    made_by text not null,
    made_at timestamptz not null,
    primary key (act, path)
);
create index redirect_changes_made on content.redirect_changes (made_at);

-- Who sees to it that a page stays true; one mail a month says which of theirs nobody looked at for long.
create table content.owners (
    document_id uuid primary key references content.documents deferrable initially deferred,
    member_id uuid not null,
    since timestamptz not null
);
create index owners_member on content.owners (member_id);

create table content.owner_mails (
    member_id uuid not null,
    month date not null,                      -- its first day
    primary key (member_id, month)
);

-- What changed this week, without a walk through all that ever did.
create index versions_changed on content.versions (changed_at);
