-- What visitors answered to quizzes, counted and nothing else: no person, no session, no time of day.
create table learning.quiz_counts (
    exercise text not null,
    day date not null,
    kind text not null check (kind in ('option', 'outcome')),
    value text not null,                      -- the key of an option; right, partly, wrong or none
    n int not null,
    primary key (exercise, kind, value, day)
);

-- A form that was counted, so that sending it again counts nothing. A random number that belongs to nobody; kept for two days.
create table learning.quiz_tickets (
    ticket uuid primary key,
    day date not null
);
create index quiz_tickets_day on learning.quiz_tickets (day);
