-- A warehouse's record of its migrations, and the functions that queries need on every connection.
create schema if not exists laa;
comment on schema laa is 'What the program laa keeps for itself; the warehouse''s data are in other schemas.';

create table if not exists laa.migration (
    number integer primary key check (number > 0),
    name text not null check (name <> ''),
    checksum text not null check (checksum ~ '^[0-9a-f]{64}$'),
    applied_at timestamptz not null default now(),
    applied_by text not null default current_user
);
comment on table laa.migration is 'The migrations applied to this warehouse, one row each.';
comment on column laa.migration.number is 'The number that the file''s name begins with; migrations are applied in its order.';
comment on column laa.migration.name is 'The rest of the file''s name.';
comment on column laa.migration.checksum is 'SHA-256 of the file as applied, so that a later edit is noticed.';
comment on column laa.migration.applied_at is 'When it was applied.';
comment on column laa.migration.applied_by is 'The role that applied it.';

-- COPY takes no bound parameters, so their values are settings of the transaction, read by these functions. They are
-- declared immutable although settings change: a COPY's plan is made, run and discarded at once, and meanwhile they do
-- not. The planner then sees the value itself, as it would that of a bound parameter, instead of reading the setting
-- again for every row and guessing how many rows match.
create or replace function laa.bound_text(name text) returns text
    language sql immutable parallel safe return current_setting('laa.' || name);
create or replace function laa.bound_bigint(name text) returns bigint
    language sql immutable parallel safe return current_setting('laa.' || name)::bigint;
create or replace function laa.bound_double(name text) returns double precision
    language sql immutable parallel safe return current_setting('laa.' || name)::double precision;
create or replace function laa.bound_boolean(name text) returns boolean
    language sql immutable parallel safe return current_setting('laa.' || name)::boolean;
create or replace function laa.bound_date(name text) returns date
    language sql immutable parallel safe return current_setting('laa.' || name)::date;
create or replace function laa.bound_date_array(name text) returns date[]
    language sql immutable parallel safe return current_setting('laa.' || name)::date[];
create or replace function laa.bound_bigint_array(name text) returns bigint[]
    language sql immutable parallel safe return current_setting('laa.' || name)::bigint[];
create or replace function laa.bound_text_array(name text) returns text[]
    language sql immutable parallel safe return current_setting('laa.' || name)::text[];
grant usage on schema laa to public;
grant select on laa.migration to public;
