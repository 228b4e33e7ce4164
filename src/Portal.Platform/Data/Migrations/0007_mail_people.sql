-- Whose mail it is and who is named in it, by an id that stays when an address changes: what is kept of a person can be found and forgotten.
create table platform.mail_people (
    mail_id uuid not null references platform.outbox on delete cascade,
    person uuid not null,
    is_to boolean not null,                   -- it was to them; else it names them
    primary key (mail_id, person)
);
create index mail_people_person on platform.mail_people (person);
