-- What an editor wants to be found first for a question, whatever the words of the page are.
create table search.promoted (
    source_id uuid not null,                 -- who says so
    question text not null,                  -- as a line of lemmas without stop words
    entity_id uuid not null,                 -- the page; one that readers do not see is not shown
    place int not null,                      -- low first
    primary key (source_id, question, entity_id));

create index promoted_question on search.promoted (question);
