-- One row, which is gone whenever the server had to recover from a crash: an unlogged table is emptied then (PostgreSQL, CREATE TABLE).
-- What was written without waiting for the disk may be gone as well. The moment at which the server started does not say so: it stays
-- the same when one of its processes is killed.
create unlogged table newsletters.server_life (
    only_row boolean primary key default true check (only_row),
    began timestamptz not null default clock_timestamp()
);
