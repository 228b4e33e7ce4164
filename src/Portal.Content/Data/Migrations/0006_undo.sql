-- What somebody did with several documents at once, so that they can undo it: how each stood before, and how it stood after. What stands
-- otherwise by now was changed by somebody else, and stays. Kept for a day.
create table content.undo_steps (
    act uuid not null,                        -- what was done in one go
    document_id uuid not null references content.documents deferrable initially deferred,
    chosen_id uuid not null references content.documents deferrable initially deferred, -- the one that was chosen: what stands under it goes along
    made_by text not null,
    made_at timestamptz not null,
    before jsonb not null,
    after jsonb not null,
    changed_at timestamptz not null,          -- of the document, as that left it: a later one is somebody's later change
    primary key (act, document_id)
);
create index undo_steps_made on content.undo_steps (made_at);
