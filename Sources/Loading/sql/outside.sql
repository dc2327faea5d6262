-- How many good rows are outside what the loader stated: of areas that --for does not name, and of days that --covers
-- leaves out.
select
    coalesce(sum(h.row_count) filter (
        where h.area_id is not null and not exists (select from covered_area c where c.area_id = h.area_id)), 0)::bigint
        as of_other_areas,
    coalesce(sum(h.row_count) filter (where h.day not between d.first_day and d.last_day), 0)::bigint as of_other_days
from held h
cross join covered d
