-- A wish for a training is answered when who has it was told of a date: then it counts no more in what the office sees.
alter table calendar.training_wishes
    add answered_by text;                     -- the event's id; null: nobody was told of a date, they said it again, or it was called off

-- Of which dates those who wished were told: a date that is published again is no news.
create table calendar.told_dates (
    event text not null,
    training text not null,
    told_at timestamptz not null,
    primary key (event, training)
);
insert into calendar.told_dates (event, training, told_at)
select document_id, front_matter ->> 'training', changed_at from calendar.announcements where front_matter ->> 'training' is not null;

-- What somebody thought of it is asked once by mail.
alter table calendar.attendance
    add asked_at timestamptz;                 -- when; null: not, or not yet
create index attendance_to_ask on calendar.attendance (event) where present and asked_at is null;
