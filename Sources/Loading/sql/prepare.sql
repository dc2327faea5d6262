-- Memory for the hashes that a million rows need, and tables for the rejected rows and for current rows that the file
-- lacks.
select set_config('work_mem', '256MB', true), set_config('jit', 'off', true);
create temporary table rejected (
    line bigint not null,
    column_name text not null,
    value text,
    reason text not null,
    -- Whether another row of the file has the same key, so that nothing is missing for want of this one.
    is_repeat boolean not null default false
) on commit drop;
-- Rows whose first day contradicts another day of the same row: either may be wrong.
create temporary table contradicted (line bigint not null) on commit drop;
-- The rows that could not even be read, by area, person and first day as far as these could.
create temporary table unread (
    area_id smallint, part_id smallint, person bytea, first_day date, last_day date, row_count bigint not null
) on commit drop;
-- People of whom rows are or were rejected, and their rows: account_persons.sql says more.
create temporary table accounted (person bytea, offender_id integer) on commit drop;
create temporary table held_after (offender_id integer, day date, vintage_id integer, row_count bigint) on commit drop;
create temporary table lacked (offender_id integer) on commit drop;
create temporary table lacking (old_row tid not null, area_id smallint, day date not null) on commit drop;
-- The kind's columns and rules, for the scripts that serve every kind.
create temporary table field (
    place bigint primary key,
    name text not null unique,
    type regtype not null,
    kept text,
    absent text,
    is_key boolean not null
) on commit drop;
create temporary table rule (
    place bigint primary key,
    test text not null,
    first text not null,
    second text not null,
    words text[] not null,
    days bigint not null
) on commit drop;
