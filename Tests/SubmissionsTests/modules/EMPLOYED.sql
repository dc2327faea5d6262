/*
id: EMPLOYED
title: Employed at termination
definition: Of terminations with a recorded answer, a made-up indicator of the tests, complete three months later.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, trust, local-authority]
source-system: made up
supplier: the tests
extracts: [terminations]
complete-after: 3
version: "1"
caveats: [Made up.]
*/
select
    trust_id, authority_id, null::text as breakdown,
    count(*) filter (where employment = 'employed') as observed,
    count(employment) as n,
    count(*) filter (where employment is null) as not_recorded
from reporting.termination
where terminated_on between :period_start and :period_end
group by 1, 2, 3
