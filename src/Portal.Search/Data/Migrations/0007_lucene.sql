-- Words are matched and ranked by Lucene now, in an index that every host makes for itself of these rows.
alter table search.documents
    drop column v_exact,
    drop column title_subject,
    add column keywords text not null default '',
    add column parts text not null default '';   -- a line for each compound: the word, and what its parts are found by

alter table search.documents reset (toast_tuple_target);

-- What changed, written by the transaction that changed it. A host goes by the number of the transaction and by what it sees, never by the
-- highest place: a lower one may still be on its way.
create table search.changes (
    place bigint generated always as identity primary key,
    transaction xid8 not null default pg_current_xact_id(),
    at timestamptz not null default now(),
    what text not null check (what in ('page', 'words', 'all')),   -- 'words': what is known beside the pages; 'all': look at everything
    entity_id uuid);

create index changes_transaction on search.changes (transaction);

-- One way: who asks by the one, finds the other.
alter table search.synonyms
    add column is_asked boolean not null default true,
    add column is_answer boolean not null default true;

update search.state set analyzer = 0;
