-- What was granted, in the words of that moment. Append-only: a certificate that is taken back stays, with the reason beside it.
create table learning.certificates (
    id uuid primary key,
    ref text not null unique,                 -- public: 26 random letters and digits, over 128 bits
    enrolment_id uuid not null unique references learning.enrolments on delete cascade,
    member_id uuid not null,
    module text not null,
    snapshot jsonb not null,
    signature text not null,                  -- JWS (RFC 7515) over the snapshot
    issued_at timestamptz not null,
    valid_until date                          -- last day, Europe/Amsterdam; null: does not expire
);
create index certificates_member on learning.certificates (member_id);
create index certificates_expiring on learning.certificates (valid_until) where valid_until is not null;

create table learning.certificate_revocations (
    certificate_id uuid primary key references learning.certificates on delete cascade,
    revoked_at timestamptz not null,
    revoked_by text not null,
    reason text not null check (reason <> '')
);

-- Certificates that were erased with their holder: the check page says so and knows nothing more.
create table learning.erased_certificates (
    ref_hash bytea primary key,               -- SHA-256 of the reference
    erased_at timestamptz not null
);

create table learning.signing_keys (
    id text primary key,
    private_key bytea not null,               -- PKCS #8, protected by the portal's data protection keys
    public_jwk jsonb not null,                -- RFC 7517
    created_at timestamptz not null,
    retired_at timestamptz
);

create trigger certificates_append_only before update on learning.certificates for each row execute function learning.refuse_change();
create trigger certificate_revocations_append_only before update on learning.certificate_revocations for each row execute function learning.refuse_change();
