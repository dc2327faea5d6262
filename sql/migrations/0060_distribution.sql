-- What lets the warehouse be distributed over several servers, and holds on one as well.

-- That a parent's level is the parent's is a constraint, which every server can check; the trigger only fills it in.
alter table warehouse.area add unique (area_id, level);
alter table warehouse.area_parent
    add foreign key (parent_id, parent_level) references warehouse.area (area_id, level);

-- Whose rejected rows an account is of is looked up with the owner's rights, whichever server the identities are on: a role that
-- reads the view never reads by what people are known.
create function warehouse.row_accounts()
returns table (
    kind text, area_id smallint, part_id smallint, first_day date, last_day date, rows_read bigint, rows_rejected bigint,
    vintage_id integer, rejections_accepted text, rows_of_extract bigint, offender_id integer, rows_needed bigint
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Planned at each call: the state that is to be seen is part of the plan.
    return query execute
        'select
            v.kind, a.area_id, a.part_id, a.first_day, a.last_day, a.rows_read, a.rows_rejected, a.vintage_id,
            -- Accepted rejects are an extract''s while any of them is current.
            case
                when bool_or(a.rows_rejected > 0) over (partition by a.vintage_id) then v.rejections_accepted
            end,
            a.rows_of_extract, coalesce(c.offender_id, p.offender_id), a.rows_needed
        from (
            select a.*, (sum(a.rows_read) over (partition by a.vintage_id))::bigint as rows_of_extract
            from warehouse.row_account a
        ) a
        join warehouse.vintage v on v.vintage_id = a.vintage_id
            and (reporting.as_of() is null or v.vintage_id <= reporting.as_of())
        left join warehouse.identity c on c.crn_pseudonym = a.person
        left join warehouse.identity p on p.pseudonym = a.person
        where reporting.is_seen(a.vintage_id, a.superseded_by)';
end $$;
comment on function warehouse.row_accounts() is 'What reporting.row_account shows.';
create or replace view reporting.row_account as
select
    kind, area_id, part_id, first_day, last_day, rows_read, rows_rejected, vintage_id, rejections_accepted, rows_of_extract,
    offender_id, rows_needed
from warehouse.row_accounts();

-- Where tables lie on other servers, no function that is called there for each row may read one. The bank holidays are in a
-- function, which follows the table.
create function warehouse.state_bank_holidays() returns trigger
-- Whoever reads the days later may write days otherwise.
language plpgsql security definer set search_path = pg_catalog, pg_temp set datestyle = 'ISO, YMD' as $$
begin
    execute format(
        'create or replace function reporting.bank_holidays() returns date[] language sql immutable parallel safe as %L',
        format(
            '-- The days of reporting.bank_holiday.' || e'\n' || 'select %L::date[]',
            array(select day from warehouse.bank_holiday order by day)));
    return null;
end $$;
comment on function warehouse.state_bank_holidays() is 'Makes reporting.bank_holidays say what warehouse.bank_holiday does.';
create trigger state_bank_holidays after insert or update or delete or truncate on warehouse.bank_holiday
    for each statement execute function warehouse.state_bank_holidays();
update warehouse.bank_holiday set name = name;
comment on function reporting.bank_holidays() is
    'The days of reporting.bank_holiday, in their order, as they are by now: a function is not part of a snapshot.';

create or replace function reporting.working_days(from_day date, to_day date) returns integer
language sql immutable parallel safe as $$
    -- The days of reporting.bank_holiday are left out.
    select case
        when to_day <= from_day then 0
        else reporting.weekdays_through(to_day) - reporting.weekdays_through(from_day)
            - (select count(*)::integer from unnest(reporting.bank_holidays()) as h where h > from_day and h <= to_day)
    end
$$;
create or replace function reporting.working_days_before(day date, working_days integer) returns date
language sql immutable parallel safe as $$
    -- Seven days hold five working days but for bank holidays (reporting.bank_holiday), of which no span of 60 days has more than
    -- six.
    select max(candidate)::date
    from generate_series(day - working_days * 7 / 5 - 20, day - 1, '1 day') as candidate
    where reporting.working_days(candidate::date, day) >= working_days
$$;

-- A function that reads tables is planned when it is called, with its values: a server that sends parts of its query to others
-- does not plan it otherwise.
create or replace function reporting.yearly_area_rate(measure text, period_start date, period_end date)
returns table (
    trust_id smallint, authority_id smallint, events bigint, population bigint, baseline_events bigint,
    baseline_population bigint
)
language plpgsql stable parallel safe as $$
begin
    return query execute '
        with recorded as (
            select c.area_id, c.counted_from, c.number
            from reporting.area_count c
            where c.measure = $1
                and c.counted_from >= $2 - interval ''1 year''
                and c.counted_through <= $3
        ),
        -- The four quarters of the year, all of which must be there.
        this_year as (
            select area_id, sum(number)::bigint as number
            from recorded
            where counted_from >= $2
            group by area_id
            having count(*) = 4
        ),
        -- What it is set against: the four quarters before.
        year_before as materialized (
            select area_id, sum(number)::bigint as number
            from recorded
            where counted_from < $2
            group by area_id
            having count(*) = 4
        ),
        -- Residents, as estimated for each 30 June: the latest estimate for a day in the year or before it. A row for
        -- everybody is preferred to the sum of those by sex and age.
        estimate as (
            select
                c.area_id, c.counted_from as estimated_for,
                coalesce(
                    sum(c.number) filter (where c.sex = ''all'' and c.age_band = ''all''),
                    sum(c.number) filter (where c.sex <> ''all'' and c.age_band = ''all''),
                    sum(c.number) filter (where c.sex = ''all'' and c.age_band <> ''all''),
                    sum(c.number) filter (where c.sex <> ''all'' and c.age_band <> ''all''))::bigint as people
            from reporting.area_count c
            where c.measure = ''resident population'' and c.counted_from <= $3
            group by c.area_id, c.counted_from
        ),
        resident as materialized (
            select distinct on (area_id) area_id, people from estimate order by area_id, estimated_for desc
        ),
        -- And the latest for a day before the year began.
        resident_before as materialized (
            select distinct on (area_id) area_id, people
            from estimate
            where estimated_for < $2
            order by area_id, estimated_for desc
        )
        select
            t.parent_id,
            y.area_id,
            y.number,
            r.people,
            case when rb.people is not null then b.number end,
            case when b.number is not null then rb.people end
        from this_year y
        join reporting.area_parent t
            on t.area_id = y.area_id and t.parent_level = ''trust'' and t.valid @> $3
        left join resident r on r.area_id = y.area_id
        left join year_before b on b.area_id = y.area_id
        left join resident_before rb on rb.area_id = y.area_id'
        using measure, period_start, period_end;
end $$;
comment on function reporting.yearly_area_rate(text, date, date) is
    'One row per authority: a quarterly measure of reporting.area_count, added over the four quarters of a year, with '
    'the residents to divide it by, and both for the year before. An authority with a missing quarter has no row; one '
    'with a missing quarter in the year before, or without residents from before the year, has no baseline. Residents '
    'are those of the latest 30 June in the year or before it, null where none are loaded; for the year before, those '
    'of the latest before the year began.';

-- Which modules give the figures of one server on the servers of a distributed warehouse.
create table warehouse.compared_module (
    digest bytea primary key check (octet_length(digest) = 32),
    indicator text not null,
    difference text check (difference <> ''),
    migration integer not null,
    compared_at timestamptz not null default clock_timestamp()
);
comment on table warehouse.compared_module is
    'Modules whose figures were compared: from the same rows on one server, and on those of this distributed warehouse. Only '
    'those that agree are run on it.';
comment on column warehouse.compared_module.digest is 'SHA-256 of the module''s file.';
comment on column warehouse.compared_module.indicator is 'Its indicator.';
comment on column warehouse.compared_module.difference is 'Where the figures differed; null where they agreed.';
comment on column warehouse.compared_module.migration is 'The last migration then: another one may change what views show.';
comment on column warehouse.compared_module.compared_at is 'When.';
