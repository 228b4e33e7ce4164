-- Who comes to an event. One live row a person and event; a row keeps its id when somebody goes to another date, so links in mails stay good.
-- Everything that counts places happens while the event's turn is held (an advisory lock in the transaction), on whatever host.
create sequence calendar.registration_places;

create table calendar.registrations (
    id uuid primary key,
    event text not null,                      -- the document's id
    member_id uuid,                           -- null: registered by mail, without an account
    address text not null,                    -- where mail goes
    address_key text not null,                -- the same for every way of writing it
    name text not null,
    organisation text,
    function text,
    municipality text,
    state text not null check (state in ('unconfirmed', 'registered', 'waiting', 'offered', 'cancelled')),
    place bigint not null default nextval('calendar.registration_places'), -- the order in the queue, given again when one confirms or moves
    registered_by uuid,                       -- a colleague or the office; null: themselves
    answers jsonb not null default '[]',      -- [{"question": "...", "answer": "..."}], in the words that were asked
    needs text,                               -- access and diet; null 30 days after the event
    online boolean not null default false,    -- of an event that is both: comes by the online room
    asked_at timestamptz not null,
    confirmed_at timestamptz,
    offered_until timestamptz,
    cancelled_at timestamptz,
    cancelled_by text check (cancelled_by in ('self', 'office', 'expired')),
    told text,                                -- when and where, as the last mail said; null: no mail said it yet
    check ((state = 'cancelled') = (cancelled_at is not null)),
    check ((state = 'offered') = (offered_until is not null))
);
create unique index registrations_one_address on calendar.registrations (event, address_key)
    where state in ('registered', 'waiting', 'offered');
create unique index registrations_one_member on calendar.registrations (event, member_id)
    where member_id is not null and state in ('registered', 'waiting', 'offered');
create index registrations_queue on calendar.registrations (event, place);
create index registrations_of_member on calendar.registrations (member_id) where member_id is not null;
create index registrations_of_address on calendar.registrations (address_key);
create index registrations_offers on calendar.registrations (offered_until) where state = 'offered';
create index registrations_unconfirmed on calendar.registrations (asked_at) where state = 'unconfirmed';

-- Which mails that come by themselves were written, each once: by a key and not by a look at the clock.
create table calendar.registration_mails (
    registration_id uuid not null references calendar.registrations (id) on delete cascade,
    kind text not null,                       -- 'week', 'day', 'attended', 'missed'
    about timestamptz not null,               -- the event's begin: one that moved is reminded of anew
    written_at timestamptz not null,
    primary key (registration_id, kind, about)
);

-- Where an online event is held. Not in the document, for documents are public.
create table calendar.online_rooms (
    event text primary key,
    address text not null,
    changed_at timestamptz not null,
    changed_by uuid
);
