-- What later extracts revise: rows withdrawn, loads that were stopped, and people as they stood.
alter table warehouse.load
    add column rows_withdrawn bigint not null default 0 check (rows_withdrawn >= 0),
    add column rows_set_aside bigint not null default 0 check (rows_set_aside >= 0),
    add column stopped text check (stopped <> ''),
    drop constraint load_check,
    add constraint load_rows check (rows_read = rows_loaded + rows_unchanged + rows_quarantined + rows_set_aside),
    add constraint load_stopped check (
        case
            when stopped is null then rows_set_aside = 0
            else vintage_id is null and rows_loaded + rows_unchanged + rows_withdrawn + people_added + people_revised = 0
        end);
comment on table warehouse.load is
    'The ledger of loads: one row for each file that was loaded, also where nothing in it was new, and for each load '
    'that was stopped because of what the file held.';
comment on column warehouse.load.rows_quarantined is
    'Rows turned away: see warehouse.quarantine, or, for a load that was stopped, the list beside the file.';
comment on column warehouse.load.rows_withdrawn is
    'Current rows that the file lacked although it was said to be complete: superseded by its vintage.';
comment on column warehouse.load.rows_set_aside is 'Good rows of a load that was stopped; 0 of any other.';
comment on column warehouse.load.stopped is 'Why nothing was loaded; null where the load was done.';

-- Revisions of people, the earliest first after a given vintage, are looked up for every person: by their key.
create or replace view reporting.offender as
select
    o.offender_id,
    case
        when reporting.as_of() is null then o.sex
        else (
            select then_.sex
            from (
                select r.superseded_by, r.sex
                from warehouse.offender_revision r
                where r.offender_id = o.offender_id and r.superseded_by > reporting.as_of()
                union all
                select null, o.sex
            ) then_
            order by then_.superseded_by nulls last
            limit 1)
    end as sex,
    case
        when reporting.as_of() is null then o.birth_month
        else (
            select then_.birth_month
            from (
                select r.superseded_by, r.birth_month
                from warehouse.offender_revision r
                where r.offender_id = o.offender_id and r.superseded_by > reporting.as_of()
                union all
                select null, o.birth_month
            ) then_
            order by then_.superseded_by nulls last
            limit 1)
    end as birth_month,
    case
        when reporting.as_of() is null then o.ethnicity
        else (
            select then_.ethnicity
            from (
                select r.superseded_by, r.ethnicity
                from warehouse.offender_revision r
                where r.offender_id = o.offender_id and r.superseded_by > reporting.as_of()
                union all
                select null, o.ethnicity
            ) then_
            order by then_.superseded_by nulls last
            limit 1)
    end as ethnicity
from warehouse.offender o
where reporting.as_of() is null or o.vintage_id <= reporting.as_of();
comment on view reporting.offender is
    'People, without their pseudonyms, as they stood after the vintage of reporting.as_of(): until a later extract '
    'revised it, what was recorded then is in warehouse.offender_revision.';

create or replace view reporting.ogrs3_input as
select
    snapshot_date, offender_id, convicted_on, follow_up_from, sanctions, age_at_first_sanction, age_at_conviction,
    age_at_follow_up, offence_code
from warehouse.ogrs3_input
where case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;
