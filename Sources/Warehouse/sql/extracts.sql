-- The extracts loaded, oldest first.
select kind, source_system, covers_from, covers_through, synthetic, vintage_id
from reporting.vintage
order by vintage_id
