-- Reading the warehouse as it was: every reporting view shows the rows that were current after a given vintage was
-- loaded, or, where none is given, those current now.
create function reporting.as_of() returns integer
language sql immutable parallel safe
return nullif(current_setting('laa.as_of', true), '')::integer;
comment on function reporting.as_of() is
    'The last vintage to be seen, of this transaction; null for all. Declared immutable, as the bound parameters are, so '
    'that a query is planned for it: without one, the views'' condition is that of the indexes of current rows.';

create or replace view reporting.caseload as
select snapshot_date, offender_id, trust_id, authority_id, predicted, model_id, tier, order_type, pnc_matched
from warehouse.caseload_snapshot
where case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;

create or replace view reporting.proven_offence as
select offender_id, offence_date, proven_date, disposal_date, offence_code, disposal
from warehouse.proven_offence
where case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;

create or replace view reporting.ppo_cohort as
select cohort_id, name, taken_on, baseline_from, baseline_to, follow_up_from, follow_up_to
from warehouse.ppo_cohort
where reporting.as_of() is null or vintage_id <= reporting.as_of();

create or replace view reporting.ppo_member as
select cohort_id, offender_id, trust_id, authority_id
from warehouse.ppo_member
where case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;

create or replace view reporting.termination as
select offender_id, terminated_on, trust_id, authority_id, kind, reason, accommodation, employment
from warehouse.termination
where case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;

create or replace view reporting.indicator_target as
select indicator, area_id, kind, measure, value, applies, designated, source
from warehouse.indicator_target
where case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;

create or replace view reporting.vintage as
select vintage_id, kind, source_system, covers_from, covers_through, extracted_on, synthetic, note
from warehouse.vintage
where reporting.as_of() is null or vintage_id <= reporting.as_of();
