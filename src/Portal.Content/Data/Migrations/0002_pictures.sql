-- The variants of a picture are made by a job; until then readers get its file without what that says of its maker, place and time.
-- A file whose pixels turn out not to be sound is kept from readers, with the reason in Dutch. Another file makes this null again.
alter table content.media add column refusal text;
