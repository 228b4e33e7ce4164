-- Who was there. A row for a registration has its id; who came without one has an id that the phone at the door made. What is kept of
-- several taps is the last one by its own moment, so that two phones that send theirs late and out of order come to the same.
create table calendar.attendance (
    event text not null,                      -- the document's id
    id uuid not null,                         -- the registration's, or of who walked in
    registration_id uuid references calendar.registrations (id) on delete set null,
    member_id uuid,                           -- whose learning it counts for; null: nobody's account
    name text,                                -- as it was then; null a year later for who has no account
    address text,                             -- as name
    organisation text,                        -- as name
    walked_in boolean not null,
    present boolean not null,
    tapped_at timestamptz not null,           -- of the tap that counts
    tap uuid not null,                        -- of two in the same moment the higher one counts
    taps uuid[] not null,                     -- the last ones that came in: one that comes again changes nothing
    recorded_at timestamptz not null,         -- when the tap that counts came in
    recorded_by uuid,                         -- the coordinator; null: they did it themselves, by the word of the day
    how text not null check (how in ('list', 'qr', 'word', 'walk-in')),
    primary key (event, id)
);
create index attendance_of_member on calendar.attendance (member_id) where member_id is not null;
create index attendance_of_registration on calendar.attendance (registration_id) where registration_id is not null;
create index attendance_of_address on calendar.attendance (lower(address)) where address is not null;
create index attendance_named on calendar.attendance (recorded_at) where name is not null;

-- What is said aloud in an online meeting, so that who is in it can say that they are.
create table calendar.event_words (
    event text primary key,
    word text not null,
    set_at timestamptz not null,
    set_by uuid
);

-- Wrong words, so that nobody tries a dictionary. They go when another word is set, and with the night.
create table calendar.word_attempts (
    event text not null,
    registration_id uuid not null,
    taken int not null,
    last_at timestamptz not null,
    primary key (event, registration_id)
);

-- What people thought of it. No row says who wrote it or when: the day is all, and with every answer the rows of its event are written
-- anew in a random order, so that neither their order on disk nor the number of the transaction tells which mark an answer came with.
create table calendar.evaluations (
    id uuid primary key,                      -- another one each time they are written anew
    event text not null,
    day date not null,
    usefulness smallint not null check (usefulness between 1 and 5),
    plan text,                                -- what they will do
    missed text                               -- what they missed
);
create index evaluations_of_event on calendar.evaluations (event);

-- Who has answered, so that nobody does so twice; without a moment. They go a while after the form closes.
create table calendar.evaluation_marks (
    event text not null,
    id uuid not null,                         -- as in attendance
    primary key (event, id)
);

-- What was begun once, so that a button pressed twice begins nothing twice.
create table calendar.begun_documents (
    key text primary key,                     -- 'verslag activiteit-x', 'kopie <uuid of the form>'
    documents text[] not null,
    begun_at timestamptz not null
);
