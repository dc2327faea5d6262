-- How many rows of the kinds that name a person and no area the warehouse has from the day $1 to the day $2, by the
-- person's area and month. An offence counts where the person was in the last snapshot before it; of a person who was
-- never on the caseload, where the list of a cohort has them.
with offence as (
    select offender_id, offence_date as day, (date_trunc('quarter', offence_date) - interval '1 day')::date as snapshot_date
    from reporting.proven_offence
    where offence_date between $1 and $2
),
placed as (
    select 're-offences' as kind, c.trust_id, c.authority_id, o.day
    from offence o
    join reporting.caseload c using (offender_id, snapshot_date)
    union all
    select 're-offences', m.trust_id, m.authority_id, o.day
    from offence o
    join (select distinct offender_id, trust_id, authority_id from reporting.ppo_member) m using (offender_id)
    where not exists (select from reporting.caseload c where c.offender_id = m.offender_id)
    union all
    select 'criminal-history', c.trust_id, c.authority_id, i.snapshot_date
    from reporting.ogrs3_input i
    join reporting.caseload c using (offender_id, snapshot_date)
    where i.snapshot_date between $1 and $2
)
select kind, trust_id as area_id, authority_id as part_id, min(day) as first_day, max(day) as last_day, count(*) as rows
from placed
group by kind, trust_id, authority_id, date_trunc('month', day)
