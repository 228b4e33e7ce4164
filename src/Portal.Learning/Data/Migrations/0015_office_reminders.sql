-- Reminders that somebody of the office sent to many at once: who, why, and of whose learning.
create table learning.office_reminders (
    id uuid primary key,                      -- made with the form: sent twice it is the same one
    kind text not null check (kind in ('expires', 'stuck')),
    sender_id uuid,                           -- null: the account is gone
    purpose text not null check (purpose <> ''),
    organisation_id uuid,                     -- of a contact person
    district text,                            -- of a coordinator; null: the whole region
    words text not null default '',           -- what the sender added
    sent_at timestamptz not null
);
create index office_reminders_sent on learning.office_reminders (sent_at desc);

-- To whom, and of what. Written when it is sent; the mails follow, some hundreds at a time.
create table learning.office_reminder_lines (
    reminder_id uuid not null references learning.office_reminders on delete cascade,
    member_id uuid not null,
    module text not null,
    day date not null,
    outcome text check (outcome in ('mailed', 'off', 'gone')),  -- null: the mail is not written yet
    primary key (reminder_id, member_id, module)
);
create index office_reminder_lines_of_member on learning.office_reminder_lines (member_id, reminder_id);
