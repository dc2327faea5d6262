-- The table `said_area`: the areas $1, which the loader named, and those that they took over from.
create temporary table said_area on commit drop as
select unnest($1::bigint[])::smallint as area_id
union
select area_id from reporting.area_succession where successor_id = any ($1::bigint[])
