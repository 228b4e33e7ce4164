-- Lists of the office are sorted by title, whatever its capitals: a page of ten thousand is read without sorting them.
create index documents_order on content.documents (lower(title), ref) where deleted_at is null;
