-- Through which day re-offences are loaded, whether any row that a calibration draws on is synthetic, and the last
-- vintage.
select
    max(covers_through) filter (where kind = 're-offences') as offences_through,
    coalesce(bool_or(synthetic) filter (where kind in ('caseload', 're-offences')), false) as synthetic,
    coalesce(max(vintage_id), 0) as latest_vintage
from reporting.vintage
