-- Whether extracts of kind $1 that were loaded before are complete for every area and day of `covered_area`.
select not exists (
    select
    from covered_area n
    where not exists (
        select
        from warehouse.coverage c
        join warehouse.vintage v on v.vintage_id = c.vintage_id
        where v.kind = $1 and (c.area_id is null or c.area_id = n.area_id)
            and c.covers_from <= n.first_day and c.covers_through >= n.last_day)
) as covered
