-- Reading the warehouse as it was costs no more than reading it as it is. The condition is one that the planner has
-- statistics for and finds in two indexes: that of current rows, and that of those superseded since.
create or replace function reporting.is_seen(vintage_id integer, superseded_by integer) returns boolean
language sql immutable parallel safe
return case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and (superseded_by is null or superseded_by > reporting.as_of())
end;

create index area_count_superseded on warehouse.area_count (superseded_by) where superseded_by is not null;
create index assessment_superseded on warehouse.assessment (superseded_by) where superseded_by is not null;
create index caseload_snapshot_superseded
    on warehouse.caseload_snapshot (superseded_by) where superseded_by is not null;
create index commencement_superseded on warehouse.commencement (superseded_by) where superseded_by is not null;
create index court_report_superseded on warehouse.court_report (superseded_by) where superseded_by is not null;
create index employment_referral_superseded
    on warehouse.employment_referral (superseded_by) where superseded_by is not null;
create index enforcement_superseded on warehouse.enforcement (superseded_by) where superseded_by is not null;
create index indicator_target_superseded
    on warehouse.indicator_target (superseded_by) where superseded_by is not null;
create index ogrs3_input_superseded on warehouse.ogrs3_input (superseded_by) where superseded_by is not null;
create index parole_report_superseded on warehouse.parole_report (superseded_by) where superseded_by is not null;
create index ppo_member_superseded on warehouse.ppo_member (superseded_by) where superseded_by is not null;
create index programme_superseded on warehouse.programme (superseded_by) where superseded_by is not null;
create index proven_offence_superseded on warehouse.proven_offence (superseded_by) where superseded_by is not null;
create index requirement_superseded on warehouse.requirement (superseded_by) where superseded_by is not null;
create index supplied_value_superseded on warehouse.supplied_value (superseded_by) where superseded_by is not null;
create index termination_superseded on warehouse.termination (superseded_by) where superseded_by is not null;
create index victim_contact_superseded on warehouse.victim_contact (superseded_by) where superseded_by is not null;
create index work_session_superseded on warehouse.work_session (superseded_by) where superseded_by is not null;
create index young_offender_superseded on warehouse.young_offender (superseded_by) where superseded_by is not null;
create index row_account_superseded on warehouse.row_account (superseded_by) where superseded_by is not null;

create or replace view reporting.caseload as
select
    snapshot_date, offender_id, trust_id, authority_id, predicted, model_id, tier, order_type, pnc_matched,
    managed_by
from warehouse.caseload_snapshot
where reporting.is_seen(vintage_id, superseded_by);

create or replace view reporting.indicator_target as
select indicator, area_id, kind, measure, value, applies, designated, source, upper
from warehouse.indicator_target
where reporting.is_seen(vintage_id, superseded_by);

create or replace view reporting.ogrs3_input as
select
    snapshot_date, offender_id, convicted_on, follow_up_from, sanctions, age_at_first_sanction, age_at_conviction,
    age_at_follow_up, offence_code
from warehouse.ogrs3_input
where reporting.is_seen(vintage_id, superseded_by);

create or replace view reporting.ppo_member as
select cohort_id, offender_id, trust_id, authority_id
from warehouse.ppo_member
where reporting.is_seen(vintage_id, superseded_by);

create or replace view reporting.proven_offence as
select offender_id, offence_date, proven_date, disposal_date, offence_code, disposal
from warehouse.proven_offence
where reporting.is_seen(vintage_id, superseded_by);

create or replace view reporting.termination as
select offender_id, terminated_on, trust_id, authority_id, kind, reason, accommodation, employment
from warehouse.termination
where reporting.is_seen(vintage_id, superseded_by);

-- People as they stood: what an extract after that vintage revised first. Where no vintage is given, the planner leaves
-- the revisions out, since no column needs them and there is at most one row for each person.
create or replace view reporting.offender as
select
    o.offender_id,
    case when reporting.as_of() is null or r.offender_id is null then o.sex else r.sex end as sex,
    case
        when reporting.as_of() is null or r.offender_id is null then o.birth_month else r.birth_month
    end as birth_month,
    case when reporting.as_of() is null or r.offender_id is null then o.ethnicity else r.ethnicity end as ethnicity
from warehouse.offender o
left join (
    select distinct on (offender_id) offender_id, sex, birth_month, ethnicity
    from warehouse.offender_revision
    where superseded_by > reporting.as_of()
    order by offender_id, superseded_by
) r using (offender_id)
where reporting.as_of() is null or o.vintage_id <= reporting.as_of();
