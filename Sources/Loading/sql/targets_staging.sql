create temporary table staged (
    line bigint not null, indicator text, applies_from date, applies_to date, area smallint, kind text, measure text,
    value double precision, upper double precision, designated boolean, source text
) on commit drop
