-- The parts of the content that somebody who writes keeps to: there and nowhere else. Who has none writes wherever their task lets them.
-- No foreign key to what a part begins with: the row of what is gone for good still keeps its member from writing everywhere.
create table content.branches (
    id uuid primary key,
    member_id uuid not null,
    document_id uuid,                         -- this document and all that stands under it
    type text,                                -- or all documents of a type, each with what stands under it
    title text not null,                      -- what it was called when it was given
    given_by uuid,                            -- null: somebody whose account is gone
    given_at timestamptz not null,
    check ((document_id is null) <> (type is null)),
    unique nulls not distinct (member_id, document_id, type)
);
create index branches_document on content.branches (document_id);
create index branches_type on content.branches (type);
