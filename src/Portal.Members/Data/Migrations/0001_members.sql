create table members.organisations (
    id uuid primary key,
    name text not null,
    municipality text,                        -- id of the organisatie document of a municipality
    domain text check (domain in ('veiligheid', 'zorg', 'sociaal', 'onderwijs')),
    created_at timestamptz not null
);
create unique index organisations_name on members.organisations (lower(name));

-- Somebody with an account. Whoever has one has shown to read mail at that address.
create table members.members (
    id uuid primary key,
    name text not null,
    email text not null,
    normalized_email text not null unique,
    email_confirmed boolean not null,
    password_hash text,                       -- null: signs in by link, passkey or provider
    security_stamp text not null,
    concurrency_stamp text not null,
    two_factor_enabled boolean not null,
    last_code text,                           -- SHA-256 of the last code of the app that was accepted: each works once
    lockout_end timestamptz,
    lockout_enabled boolean not null,
    access_failed_count int not null,
    organisation_id uuid references members.organisations on delete set null,
    municipality text,
    domain text check (domain in ('veiligheid', 'zorg', 'sociaal', 'onderwijs')),
    function text,
    themes text[] not null default '{}',
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    warned_at timestamptz,                    -- when we wrote that the account will go, because nobody uses it
    blocked_at timestamptz
);
create index members_organisation on members.members (organisation_id);

-- More than reading and learning: who may, since when, by whom. area narrows a coordinator down to a district.
create table members.roles (
    member_id uuid not null references members.members on delete cascade,
    role text not null check (role in ('contact_person', 'coordinator', 'editor', 'administrator')),
    area text,
    granted_at timestamptz not null,
    granted_by uuid,                          -- null: by the command line
    primary key (member_id, role),
    check (area is null or role = 'coordinator')
);

-- Where somebody is signed in. A row that is gone is a session that has ended, at the next request.
create table members.sessions (
    id uuid primary key,
    member_id uuid not null references members.members on delete cascade,
    method text not null check (method in ('link', 'password', 'passkey', 'provider', 'account')),
    second_factor boolean not null,
    remembered boolean not null,
    device text not null,                     -- in words: Chrome op Windows
    started_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index sessions_member on members.sessions (member_id);
create index sessions_expired on members.sessions (expires_at);

-- A link sent by mail; works once. Only a hash is kept, so who reads this table cannot sign in.
create table members.links (
    hash bytea primary key,
    purpose text not null check (purpose in ('sign_in', 'register', 'change_email')),
    email text not null,
    member_id uuid references members.members on delete cascade,
    return_path text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    check ((purpose = 'register') = (member_id is null))
);
create index links_expired on members.links (expires_at);

create table members.invitations (
    id uuid primary key,
    hash bytea not null unique,
    organisation_id uuid not null references members.organisations on delete cascade,
    email text not null,
    name text not null,
    function text,
    invited_by uuid references members.members on delete set null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    withdrawn_at timestamptz
);
create index invitations_organisation on members.invitations (organisation_id);

-- Accounts elsewhere that sign in here (OpenID Connect).
create table members.logins (
    login_provider text not null,
    provider_key text not null,               -- the subject at the provider
    provider_display_name text,
    member_id uuid not null references members.members on delete cascade,
    primary key (login_provider, provider_key)
);
create index logins_member on members.logins (member_id);

-- What belongs to a second step: the app's key, and hashes of recovery codes.
create table members.tokens (
    member_id uuid not null references members.members on delete cascade,
    login_provider text not null,
    name text not null,
    value text,
    primary key (member_id, login_provider, name)
);

create table members.passkeys (
    credential_id bytea primary key,
    member_id uuid not null references members.members on delete cascade,
    data jsonb not null
);
create index passkeys_member on members.passkeys (member_id);

-- The keys that cookies are protected with, so that hosts share them and a restart signs nobody out.
create table members.data_protection_keys (
    name text primary key,
    xml text not null,
    created_at timestamptz not null default now()
);
