-- Whose offence after one quarter end lies within the window and was proven in time; a person may be there several times.
select o.offender_id
from reporting.proven_offence o
where o.offence_date > :snapshot
    and o.offence_date <= reporting.months_after(:snapshot, :reoffending_months)
    and o.proven_date <= reporting.months_after(:snapshot, :proof_months)
