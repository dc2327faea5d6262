-- NI 18's caseload at one quarter end: the rows of NI18.sql, without who re-offended, which outcomes.sql gives. The outcome
-- is known of people who are matched to the Police National Computer.
select
    c.trust_id,
    c.authority_id,
    case :breakdown
        when 'sex' then p.sex
        when 'age-band' then reporting.age_band(p.birth_month, c.snapshot_date)
        when 'ethnicity' then p.ethnicity
        when 'tier' then 'tier ' || c.tier
        when 'order-type' then c.order_type
    end as breakdown,
    c.offender_id,
    c.pnc_matched as known,
    case when :model is null then c.predicted else m.predicted end as predicted,
    case when :model is null then c.model_id else m.model_id end as model_id
from reporting.caseload c
-- The person matters for a breakdown only, and the prediction made here only where a model is requested: a left join on
-- a table's whole key is not carried out where no column of the table is used.
left join reporting.offender p on p.offender_id = c.offender_id
left join reporting.prediction m
    on m.model_id = coalesce(:model::bigint, 0) and m.snapshot_date = c.snapshot_date and m.offender_id = c.offender_id
where c.snapshot_date = :snapshot
