-- The areas and days that extracts of each kind are complete for; a null area is every one.
select kind, area_id, covers_from, covers_through, vintage_id
from reporting.coverage
