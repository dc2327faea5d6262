-- Each good row with the current row of its person and snapshot.
create temporary table incoming on commit drop as
select
    s.line, s.snapshot_date, p.offender_id, s.convicted_on, s.follow_up_from, s.sanctions, s.age_at_first_sanction,
    s.age_at_conviction, s.age_at_follow_up, s.offence_code, h.ctid as old_row,
    h.offender_id is not null
        and (s.convicted_on, s.follow_up_from, s.sanctions, s.age_at_first_sanction, s.age_at_conviction,
            s.age_at_follow_up, s.offence_code) is not distinct from
            (h.convicted_on, h.follow_up_from, h.sanctions, h.age_at_first_sanction, h.age_at_conviction,
            h.age_at_follow_up, h.offence_code) as unchanged
from staged s
join person p on p.key = coalesce(s.crn, s.pnc)
left join warehouse.ogrs3_input h
    on h.snapshot_date = s.snapshot_date and h.offender_id = p.offender_id and h.superseded_by is null
where not exists (select from rejected r where r.line = s.line);
