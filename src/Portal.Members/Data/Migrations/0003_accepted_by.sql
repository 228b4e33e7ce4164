-- Who accepted an invitation: their address may be another by now, or was another all along.
alter table members.invitations add accepted_by uuid references members.members on delete cascade;
update members.invitations i set accepted_by = m.id
from members.members m where i.accepted_at is not null and m.normalized_email = upper(i.email);
