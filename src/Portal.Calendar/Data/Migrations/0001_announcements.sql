-- What calendars elsewhere were told of an event: a program that subscribed compares uid and sequence with what it has (RFC 5545, 3.8.7.4).
-- A row stays when its event goes, so that one that comes back is a later word on the same event and not an older one.
create table calendar.announcements (
    document_id text primary key,             -- the front matter's id
    uid uuid not null unique,                 -- the event's name in every calendar, for ever
    path text not null,
    sample boolean not null,
    front_matter jsonb,                       -- as readers see it, or saw it last; null: they never did while this table was there
    sequence int not null,                    -- one more with every change of what is told
    created_at timestamptz not null,
    changed_at timestamptz not null,          -- of what is told
    cancelled_at timestamptz,                 -- called off, or taken offline; null: it goes on
    in_feed boolean not null                  -- false: called off so long ago that nobody is told any more
);
create index announcements_cancelled on calendar.announcements (cancelled_at) where in_feed and cancelled_at is not null;
