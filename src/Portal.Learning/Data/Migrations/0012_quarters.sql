-- Since when somebody has an account, so that quarters of before there was a count can be counted; null: not known, taken as always.
alter table learning.learners add column joined_at timestamptz;

-- What the steering group is told of each quarter: how many people there are and how many of them are trained. A figure moves when five
-- people or more have come or gone since it last did, or not at all; of a quarter that is over it stands. Pages show it in fives.
create table learning.quarter_figures (
    district text not null,                   -- whose report it stands in; '': the whole region's
    quarter date not null,                    -- its first day
    municipality text not null,               -- '': everyone in the district or region
    figure text not null,                     -- 'people', 'trained', or a module's or training's id: trained in that one
    people int not null check (people >= 0),
    made_at timestamptz not null,             -- when it last moved
    primary key (district, quarter, municipality, figure)
);

-- How many professionals there are, as somebody filled in. Rows are only added: a report of last year keeps the number of then. Who it was
-- stands in the log of who did what.
create table learning.workforce (
    id bigint generated always as identity primary key,
    municipality text,                        -- id of its organisatie document
    organisation_id uuid,
    people int check (people between 1 and 1000000), -- null: not known any more
    filled_in_at timestamptz not null,
    check ((municipality is null) <> (organisation_id is null))
);
create index workforce_newest on learning.workforce (municipality, organisation_id, id desc);
create trigger workforce_append_only before update on learning.workforce for each row execute function learning.refuse_change();
