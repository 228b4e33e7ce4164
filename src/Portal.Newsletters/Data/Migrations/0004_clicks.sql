-- What became of a newsletter, in numbers that name nobody. Counting clicks is a choice for each newsletter, and off.
alter table newsletters.campaigns add column counts_clicks boolean not null default false;

-- Where the counted links of a newsletter lead: written down when its text is frozen. An address that is not here leads nowhere.
create table newsletters.links (
    campaign_id uuid not null references newsletters.campaigns (id) on delete cascade,
    number int not null,                      -- from 1, in the order of the text
    target text not null,
    words text not null,                      -- what stands on it
    primary key (campaign_id, number)
);

create table newsletters.clicks (
    campaign_id uuid not null,
    number int not null,
    day date not null,                        -- Europe/Amsterdam
    clicks int not null,
    primary key (campaign_id, number, day),
    foreign key (campaign_id, number) references newsletters.links (campaign_id, number) on delete cascade
);

-- How many left by a link of a newsletter on a day; who it was stands nowhere beside it.
create table newsletters.departures (
    campaign_id uuid not null references newsletters.campaigns (id) on delete cascade,
    day date not null,                        -- Europe/Amsterdam
    number int not null,
    primary key (campaign_id, day)
);
