-- Memory for the hashes that a million rows need, and places for the rows turned away and for current rows that the
-- file lacks.
set local work_mem = '256MB';
set local jit = off;
create temporary table rejected (
    line bigint not null,
    column_name text not null,
    value text,
    reason text not null
) on commit drop;
create temporary table lacking (old_row tid not null) on commit drop;
