create temporary table staged (
    line bigint not null, snapshot_date date, pnc bytea, crn bytea, convicted_on date, follow_up_from date,
    sanctions smallint, age_at_first_sanction smallint, age_at_conviction smallint, age_at_follow_up smallint,
    offence_code text
) on commit drop
