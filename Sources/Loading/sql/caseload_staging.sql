create temporary table staged (
    line bigint not null, snapshot_date date, pnc bytea, crn bytea, sex text, birth_month date, ethnicity text,
    trust smallint, authority smallint, tier smallint, order_type text, pnc_matched boolean,
    predicted double precision, model smallint
) on commit drop
