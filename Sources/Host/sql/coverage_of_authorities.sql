-- The days that extracts are complete for in each authority through the trusts that it lay in, for as long as it lay there.
select distinct
    c.kind, p.area_id, p.parent_id as trust_id,
    greatest(c.covers_from, lower(p.valid)) as covers_from,
    least(c.covers_through, upper(p.valid) - 1) as covers_through
from reporting.coverage c
join reporting.area_parent p on p.parent_id = c.area_id and p.parent_level = 'trust'
join reporting.area a on a.area_id = p.area_id and a.level = 'local-authority'
where (lower(p.valid) is null or c.covers_through >= lower(p.valid))
    and (upper(p.valid) is null or c.covers_from < upper(p.valid))
