-- NI 999 counted by hand: all trusts, then Lancashire.
\set QUIET on
set laa.as_of = 'latest';
\set QUIET off
select count(*) filter (where reason = 'completed') as completed, count(*) as ended
from reporting.termination
where date_trunc('quarter', terminated_on) = date '2011-01-01' and reason in ('completed', 'revoked');

select count(*) filter (where reason = 'completed') as completed, count(*) as ended
from reporting.termination
where date_trunc('quarter', terminated_on) = date '2011-01-01' and reason in ('completed', 'revoked')
    and trust_id = (select area_id from reporting.area_code where code = 'PT-LANCASHIRE');
