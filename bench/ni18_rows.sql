-- The rows that NI 18 reads for 2010-11Q4. Copying them with psql is the baseline for timing `laa report NI18`.
with snapshot (day, reoffended_by, proven_by) as (
    values
        ('2010-03-31'::date, '2010-06-30'::date, '2010-09-30'::date),
        ('2010-06-30', '2010-09-30', '2010-12-31'),
        ('2010-09-30', '2010-12-31', '2011-03-31'),
        ('2010-12-31', '2011-03-31', '2011-06-30')
),
reoffender as (
    select distinct s.day as snapshot_date, o.offender_id
    from snapshot s
    join reporting.proven_offence o
        on o.offence_date > s.day and o.offence_date <= s.reoffended_by and o.proven_date <= s.proven_by
)
select
    c.trust_id, c.authority_id, c.offender_id,
    case when c.pnc_matched then r.offender_id is not null end as reoffended, c.predicted,
    c.model_id
from reporting.caseload c
left join reoffender r on r.snapshot_date = c.snapshot_date and r.offender_id = c.offender_id
where c.snapshot_date in ('2010-03-31', '2010-06-30', '2010-09-30', '2010-12-31')
