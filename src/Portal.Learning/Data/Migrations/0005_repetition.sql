-- Questions of a completed module come back: after 3, 14, 60 and 180 days.

-- A completed enrolment whose questions were chosen, once; also where there was nothing to choose.
create table learning.review_decks (
    enrolment_id uuid primary key references learning.enrolments on delete cascade,
    made_at timestamptz not null
);

create table learning.review_cards (
    member_id uuid not null,
    exercise text not null,
    module text not null,
    enrolment_id uuid not null references learning.enrolments on delete cascade,
    place int not null,                       -- what was wrong comes first
    step int not null default 0 check (step between 0 and 3),  -- which of the four intervals it waits for
    due_on date,                              -- Europe/Amsterdam; null: right four times in a row, and done
    made_at timestamptz not null,
    last_at timestamptz,
    last_right boolean,
    last_answer uuid,                         -- made by the client: the same answer sent again moves nothing
    mailed_for date,                          -- the due_on a mail was sent for: one mail each
    primary key (member_id, exercise)
);

create table learning.review_settings (
    member_id uuid primary key,
    stopped_at timestamptz,                   -- wants no repetition
    mail_since timestamptz,                   -- wants the question by mail
    last_mail_on date
);

-- That a certificate is about to expire was mailed: once 60, once 30 and once 7 days before.
create table learning.expiry_reminders (
    certificate_id uuid not null references learning.certificates on delete cascade,
    days int not null check (days in (60, 30, 7)),
    sent_at timestamptz not null,
    primary key (certificate_id, days)
);

-- What learners did who were erased since, as numbers: reports add up to the same as before.
create table learning.totals (
    module text not null,
    kind text not null check (kind in ('started', 'completed', 'passed')),
    month date not null check (extract(day from month) = 1),  -- Europe/Amsterdam
    n int not null check (n > 0),
    primary key (module, kind, month)
);

-- Whoever is erased also goes out of what they recorded about others; nothing else of an append-only row changes then.
create or replace function learning.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('learning.erasing', true) = 'on'
        and to_jsonb(new) - 'recorded_by' - 'revoked_by' = to_jsonb(old) - 'recorded_by' - 'revoked_by' then
        return new;
    end if;
    raise exception 'rows of % are only ever added', tg_table_name;
end $$;
