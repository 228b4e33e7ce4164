-- What DNS and the mail server said the last time somebody asked: one row.
create table newsletters.mail_health (
    id smallint primary key check (id = 1),
    asked_at timestamptz not null,
    checked_at timestamptz,
    report jsonb
);
