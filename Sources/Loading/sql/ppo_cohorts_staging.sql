create temporary table staged (
    line bigint not null, cohort text, taken_on date, baseline_from date, baseline_to date, follow_up_from date,
    follow_up_to date, pnc bytea, crn bytea, sex text, birth_month date, ethnicity text, trust smallint,
    authority smallint
) on commit drop
