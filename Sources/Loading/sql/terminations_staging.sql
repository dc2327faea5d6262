create temporary table staged (
    line bigint not null, terminated_on date, pnc bytea, crn bytea, sex text, birth_month date, ethnicity text,
    trust smallint, authority smallint, kind text, reason text, accommodation text, employment text
) on commit drop
