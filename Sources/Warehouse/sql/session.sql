-- What every session of laa relies on, whatever the role's or the database's own settings are.
set client_encoding = 'UTF8';
set datestyle = 'ISO, YMD';
set timezone = 'UTC';
set extra_float_digits = 1;
set standard_conforming_strings = on;
-- Names are looked up in pg_catalog first, and in no schema that everybody may create in.
set search_path = laa, pg_temp;
