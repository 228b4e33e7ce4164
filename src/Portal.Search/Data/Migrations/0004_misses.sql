-- What was asked and not found, so that an editor can write about it. Nobody stands with it, and words are only kept once they were asked a
-- few times: before that there is a hash to count by. Forgotten after three months, or as soon as something is found for it.
create table search.misses (
    key text primary key,              -- SHA-256 of the words, in hexadecimal
    words text,                        -- null until they were asked often enough
    times int not null,
    first_on date not null,
    last_on date not null
);
create index misses_last on search.misses (last_on);
