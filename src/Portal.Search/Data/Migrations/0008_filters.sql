-- Pages can be narrowed by more than their theme: for whom they are, of which area and which year. A value is 'thema:ouders'.
alter table search.documents
    drop column themes,
    add column filters text[] not null default '{}',
    add column fresh_on date;                          -- of what grows old: the day it is about

-- What the values are called and in which order they stand; one that is not here is called as it is.
create table search.filter_values (
    filter text not null,
    value text not null,
    label text not null,
    place int not null,
    primary key (filter, value));

drop table search.themes;

update search.state set analyzer = 0;

-- At which place of the results people clicked, by day: not who, not what was asked. 0: above them.
create table search.clicks (
    day date not null,
    place int not null,
    times int not null,
    primary key (day, place));
