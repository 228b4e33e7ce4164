-- Kinds of reminders that a member turned off. Who did nothing gets them.
create table members.reminders_off (
    member_id uuid not null references members.members (id) on delete cascade,
    kind text not null,
    since timestamptz not null,
    primary key (member_id, kind)
);
