-- Memory for the hashes that a million rows need, and a place for the rows turned away.
set local work_mem = '256MB';
set local jit = off;
create temporary table rejected (
    line bigint not null,
    column_name text not null,
    value text,
    reason text not null
) on commit drop;
