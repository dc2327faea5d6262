create temporary table staged (
    line bigint not null, pnc bytea, crn bytea, offence_date date, proven_date date, disposal_date date,
    offence_code text, offence_number smallint, disposal text
) on commit drop
