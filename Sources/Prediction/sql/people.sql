-- The people of the current caseload, each with criminal history and ages, and why the history is impossible, or null.
-- Any day after :today is still to come. Only the :snapshots, unless there are none. A part of other queries (PeopleQuery).
--
-- The rules are those of OGRS3Rules, in the order of OGRS3Input.validated(by:); a rule about what is not known is not
-- broken. Where only the month of birth is known, an age counted from it may be a year too high in the month of the
-- birthday; and where the source gives an age but no day, only the years between ages are known.
with member as (
    select
        c.snapshot_date, c.offender_id, c.trust_id, c.authority_id, c.pnc_matched, c.tier, c.order_type, o.sex,
        o.birth_month, o.ethnicity, i.convicted_on, i.follow_up_from, i.sanctions, i.age_at_first_sanction,
        i.age_at_conviction, i.age_at_follow_up, i.offence_code,
        coalesce(i.age_at_conviction, date_part('year', age(i.convicted_on::timestamp, o.birth_month)))::integer
            as convicted_at,
        coalesce(i.age_at_follow_up, date_part('year', age(i.follow_up_from::timestamp, o.birth_month)))::integer
            as followed_at,
        i.age_at_conviction is null or i.age_at_follow_up is null as by_month,
        case
            when i.age_at_conviction is null
                and date_part('month', i.convicted_on) = date_part('month', o.birth_month) then 1
            else 0
        end as open_years,
        (i.age_at_follow_up is null)::integer as followed_open_years
    from reporting.caseload c
    join reporting.offender o using (offender_id)
    -- The history's snapshots are named too: no plan would find them by those of the caseload.
    left join reporting.ogrs3_input i
        on i.snapshot_date = c.snapshot_date and i.offender_id = c.offender_id
            and (cardinality(:snapshots) = 0 or i.snapshot_date = any (:snapshots))
    where cardinality(:snapshots) = 0 or c.snapshot_date = any (:snapshots)
)
select
    *,
    case
        when sanctions < 1 then 'TOTAL_NUMBER_OF_SANCTIONS_LESS_THAN_ONE'
        when sanctions > 999 then 'TOTAL_NUMBER_OF_SANCTIONS_GREATER_THAN_999'
        when age_at_first_sanction < 0 then 'NUMBER_NOT_RECOGNISED'
        when age_at_first_sanction not between 8 and 98 then 'AGE_AT_FIRST_SANCTION_NOT_8_TO_98'
        when convicted_on <= birth_month then 'DATE_OF_CURRENT_CONVICTION_NOT_AFTER_BIRTH'
        when follow_up_from <= birth_month then 'DATE_AT_START_OF_FOLLOWUP_NOT_AFTER_BIRTH'
        when convicted_at < 10 then 'AGE_AT_CURRENT_CONVICTION_LESS_THAN_TEN'
        when convicted_at >= 110 then 'AGE_AT_CURRENT_CONVICTION_110_OR_MORE'
        when age_at_first_sanction > convicted_at then 'AGE_AT_FIRST_SANCTION_AFTER_AGE_AT_CURRENT_CONVICTION'
        when followed_at < 10 then 'AGE_AT_START_OF_FOLLOWUP_LESS_THAN_TEN'
        when followed_at >= 110 then 'AGE_AT_START_OF_FOLLOWUP_110_OR_MORE'
        when greatest(convicted_on, follow_up_from) > :today then 'DATE_STILL_TO_COME'
        when follow_up_from < convicted_on
            or (convicted_on is null or follow_up_from is null)
                and followed_at < convicted_at - open_years
            then 'DATE_AT_START_OF_FOLLOWUP_BEFORE_CURRENT_CONVICTION'
        when date_part('year', age((follow_up_from - 1)::timestamp, convicted_on)) >= 10
            or (convicted_on is null or follow_up_from is null)
                and followed_at - convicted_at > 10 + followed_open_years
            then 'DATE_AT_START_OF_FOLLOWUP_MORE_THAN_TEN_YEARS_AFTER_CURRENT_CONVICTION'
        when sanctions = 1 and age_at_first_sanction not between convicted_at - open_years and convicted_at
            then 'AGE_AT_ONLY_SANCTION_NOT_AGE_AT_CURRENT_CONVICTION'
    end as impossible
from member
