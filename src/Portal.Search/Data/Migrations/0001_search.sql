-- What can be found: a row per section of a page, written in the transaction that publishes the page.
-- Words are analysed by the portal (Analysis/), never by PostgreSQL: its Dutch stemmer differs between versions.

create table search.documents (
    entity_id uuid not null,
    section int not null,                    -- order in the page; 0 is its head
    url text not null,
    anchor text,
    type text not null,
    type_label text not null,
    title text not null,
    title_subject text not null,             -- the lemmas of the title: equal to those of a question that is the title
    heading text,
    body text not null,                      -- plain text, blocks on lines of their own: snippets are cut from it
    themes text[] not null,
    date date,
    badge text,
    v_exact tsvector not null,               -- words and lemmas; A title, B heading and keywords, C body
    v_part tsvector,                         -- parts of compounds; empty until compounds are split
    primary key (entity_id, section));

-- fastupdate=off: a pending list makes the reader pay for the writer, at unforeseen moments.
create index documents_v_exact on search.documents using gin (v_exact) with (fastupdate = off);

-- What counts as the same in a question: the terms of one source are each other's synonyms.
create table search.synonyms (
    source_id uuid not null,
    term text not null,                      -- as a line of lemmas
    words text not null,                     -- as written
    primary key (source_id, term));

create index synonyms_term on search.synonyms (term);

-- The names of the themes that documents.themes refers to.
create table search.themes (
    slug text primary key,
    label text not null,
    place int not null);

-- One row: with which version of the analysis the index was built. 0: never.
create table search.state (
    one_row boolean primary key default true check (one_row),
    analyzer int not null);

insert into search.state (analyzer) values (0);
