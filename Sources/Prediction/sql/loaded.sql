-- Through which day re-offences are loaded, and whether any row that a calibration draws on is synthetic.
select
    max(covers_through) filter (where kind = 're-offences') as offences_through,
    coalesce(bool_or(synthetic) filter (where kind in ('caseload', 're-offences')), false) as synthetic
from reporting.vintage
