-- Who would like which training. What the office sees of it stands in wish_figures and nowhere else.
create table calendar.training_wishes (
    id uuid primary key,
    training text not null,                   -- the document's id
    member_id uuid,                           -- null: somebody without an account, and nobody knows who
    municipality text not null,               -- id of its organisatie document, as it was said then; '': not said
    function text not null,                   -- '': not said
    day date not null                         -- Europe/Amsterdam; forgotten a year later
);
create unique index training_wishes_once on calendar.training_wishes (training, member_id) where member_id is not null;
create index training_wishes_member on calendar.training_wishes (member_id) where member_id is not null;
create index training_wishes_day on calendar.training_wishes (day);

-- So that a browser without an account counts once a day: hashes under a salt of that day, which goes with the day. After that nobody can
-- make the same hash again.
create table calendar.wish_salts (
    day date primary key,
    salt bytea not null
);
create table calendar.wish_senders (
    day date not null,
    training text not null,
    sender bytea not null,                    -- of network and browser
    network bytea not null,
    primary key (day, training, sender)
);
create index wish_senders_network on calendar.wish_senders (day, training, network);

-- How many there are, as the office may know it: a line moves only when five people have come or gone since it moved last.
create table calendar.wish_figures (
    training text not null,
    list text not null check (list in ('all', 'municipality', 'function')),
    key text not null,                        -- of all: ''
    people int not null,                      -- when it moved last; shown in fives, downwards
    counted_at timestamptz not null,
    primary key (training, list, key)
);
