-- Staging table for supplied values, because the sample's COPY writer cannot write their days as a range.
create temporary table sample_supplied (
    indicator text, area_id smallint, first_day date, last_day date, value double precision, answer text,
    lower_limit double precision, upper_limit double precision, numerator bigint, denominator bigint, source text,
    vintage_id integer
) on commit drop;
