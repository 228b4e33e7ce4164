-- Who was at which event, as it was then: a training that is renamed tomorrow does not rename what somebody attended today.
create table learning.attendances (
    id uuid primary key,
    member_id uuid not null,
    event text not null,                      -- id of the event's document
    subject text,                             -- what it counts for: id of the training, or of an event that is a training by itself; null: a meeting
    title text not null,                      -- of the training, or of the event
    day date not null,                        -- the first day of the event
    minutes int not null,                     -- how long it lasted
    attended_at timestamptz not null,         -- when it was recorded first
    withdrawn_at timestamptz,                 -- taken back since; null: it stands
    unique (member_id, event)
);
create index attendances_standing on learning.attendances (subject, member_id) where subject is not null and withdrawn_at is null;

-- A certificate is for a module that was passed, or for a training that was attended.
alter table learning.certificates
    alter column enrolment_id drop not null,
    add column attendance_id uuid references learning.attendances on delete cascade,
    add constraint certificates_for_one check ((enrolment_id is null) <> (attendance_id is null));
create index certificates_attendance on learning.certificates (attendance_id) where attendance_id is not null;

-- What erased members attended goes on counting, without them.
alter table learning.totals drop constraint totals_kind_check,
    add constraint totals_kind_check check (kind in ('started', 'completed', 'passed', 'attended'));
