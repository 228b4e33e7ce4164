-- How often something was tried: a permit is a row's count, taken before the attempt and given back when it went well. Not logged by the
-- database: after a crash counting begins anew. key is a hash, so that nobody's network or address stands here; a row goes at night.
create unlogged table members.attempts (
    key bytea primary key,                    -- SHA-256 of what is counted and of whom
    taken int not null,
    ends_at timestamptz not null              -- when counting begins anew
);
create index attempts_ended on members.attempts (ends_at);

-- A code of the app counts once, and not after a later one: the highest time step (RFC 6238) that was used.
alter table members.members
    drop last_code,
    add last_code_step bigint;

-- Which second step a session passed: app, passkey or the scheme of a provider that asks one. Whether it still counts is asked at each
-- request: a step that was removed opens nothing.
alter table members.sessions add second_step text;
update members.sessions set second_step = case method when 'passkey' then 'passkey' else 'app' end where second_factor;
alter table members.sessions drop second_factor;

-- Whoever has an address in one of these mail domains belongs to the organisation when they say so.
alter table members.organisations add mail_domains text[] not null default '{}';

-- Somebody says to work for an organisation; a contact person or coordinator has not said yes yet.
create table members.membership_requests (
    member_id uuid primary key references members.members on delete cascade,
    organisation_id uuid not null references members.organisations on delete cascade,
    asked_at timestamptz not null
);
create index membership_requests_organisation on members.membership_requests (organisation_id);
