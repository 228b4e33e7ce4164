-- Whom one could remind, each with what of: made anew each night, and less whoever passes meanwhile. Read by whoever may see names.
create table learning.due (
    kind text not null check (kind in ('expires', 'stuck')),
    member_id uuid not null,
    module text not null,
    day date not null,                        -- the last day it counts; of what was left: the day they were in it last
    primary key (kind, member_id, module)
);
create index due_by_day on learning.due (kind, day, member_id);
create index due_of_member on learning.due (member_id);
