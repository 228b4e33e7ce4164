-- Who stands where in one module: what the matrix is sorted by, and what is left of it when one asks for a state.
create index enrolments_module on learning.enrolments (module, member_id) include (id, passed_at, module_version_id);
