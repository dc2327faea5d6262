-- Who re-offended, and when, is read from an index alone, as the warehouse is and as it was: an index of the current rows
-- alone is of no use for looking back, and the whole table was read for each snapshot then.
create index proven_offence_by_day on warehouse.proven_offence (offence_date)
    include (offender_id, proven_date, vintage_id, superseded_by);
create index proven_offence_by_person on warehouse.proven_offence (offender_id)
    include (offence_date, proven_date, vintage_id, superseded_by);
drop index warehouse.proven_offence_when;
drop index warehouse.proven_offence_who;
