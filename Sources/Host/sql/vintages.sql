-- Every extract loaded, and what it covers.
select vintage_id, kind, source_system, covers_from, covers_through, extracted_on, synthetic
from reporting.vintage
order by vintage_id
