-- The text of a mail with a secret in it (a link to sign in with): protected by a key that is not in this table, until it is sent.
alter table platform.outbox add sealed bytea;
