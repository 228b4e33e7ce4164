-- When an invitation was sent once more; null: only when it was made.
alter table members.invitations add resent_at timestamptz;

-- Somebody no longer works for an organisation. For two weeks whoever said so can undo it, and for a year one sees that an organisation
-- lost its contact person.
create table members.departures (
    id uuid primary key,
    organisation_id uuid not null references members.organisations on delete cascade,
    member_id uuid references members.members on delete set null,  -- null: the account is gone
    was_contact boolean not null,
    why text not null check (why in ('left', 'removed', 'erased')),  -- by themselves, by somebody else, with their account
    left_at timestamptz not null,
    undone_at timestamptz
);
create index departures_organisation on members.departures (organisation_id, left_at desc);
create index departures_member on members.departures (member_id) where member_id is not null;
