-- Ten thousand pages at once: what is new waits on the index's pending list, and whoever wrote it puts it into its place, sorted, before
-- the next pages (gin_clean_pending_list). Row by row every word of every section is a walk through the index of its own.
alter index search.documents_v_exact set (fastupdate = on, gin_pending_list_limit = 32768);
