-- Staging table for each authority's expected change.
create temporary table sample_expected (authority_id smallint, change double precision) on commit drop;
