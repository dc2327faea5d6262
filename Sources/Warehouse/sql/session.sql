-- What every session of laa relies on, whatever the role's or the database's own settings are.
set client_encoding = 'UTF8';
set datestyle = 'ISO, YMD';
set timezone = 'UTC';
set extra_float_digits = 1;
set standard_conforming_strings = on;
-- Names are looked up in pg_catalog first, and in no schema that everybody may create in.
set search_path = laa, pg_temp;
-- Where the warehouse is distributed, a transaction's settings reach the servers that its queries are sent to, and a table that is
-- on every server is read by a session there, as the others are: mixing both in one transaction is refused.
set citus.propagate_set_commands = 'local';
set citus.enable_local_execution = off;
-- The reporting views show the latest rows, unless a transaction says otherwise. A session of modules says nothing here: see
-- ModuleAccess.
set laa.as_of = 'latest';
