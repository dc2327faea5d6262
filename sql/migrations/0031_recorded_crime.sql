-- What NI 15, 16 and 20 share: the rate of one kind of recorded crime in a year, set against the year before.
create function reporting.yearly_area_rate(measure text, period_start date, period_end date)
returns table (
    trust_id smallint, authority_id smallint, events bigint, population bigint, baseline_events bigint,
    baseline_population bigint
)
language sql stable parallel safe
begin atomic
    with recorded as (
        select c.area_id, c.counted_from, c.number
        from reporting.area_count c
        where c.measure = yearly_area_rate.measure
            and c.counted_from >= yearly_area_rate.period_start - interval '1 year'
            and c.counted_through <= yearly_area_rate.period_end
    ),
    -- The four quarters of the year, all of which must be there.
    this_year as (
        select area_id, sum(number)::bigint as number
        from recorded
        where counted_from >= yearly_area_rate.period_start
        group by area_id
        having count(*) = 4
    ),
    -- What it is set against: the four quarters before.
    year_before as materialized (
        select area_id, sum(number)::bigint as number
        from recorded
        where counted_from < yearly_area_rate.period_start
        group by area_id
        having count(*) = 4
    ),
    -- Residents, as estimated for each 30 June: the latest estimate for a day in the year or before it.
    estimate as (
        select c.area_id, c.counted_from as estimated_for, sum(c.number)::bigint as people
        from reporting.area_count c
        where c.measure = 'resident population' and c.counted_from <= yearly_area_rate.period_end
        group by c.area_id, c.counted_from
    ),
    resident as materialized (
        select distinct on (area_id) area_id, people from estimate order by area_id, estimated_for desc
    ),
    -- And the latest for a day before the year began.
    resident_before as materialized (
        select distinct on (area_id) area_id, people
        from estimate
        where estimated_for < yearly_area_rate.period_start
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
        on t.area_id = y.area_id and t.parent_level = 'trust' and t.valid @> yearly_area_rate.period_end
    join resident r on r.area_id = y.area_id
    left join year_before b on b.area_id = y.area_id
    left join resident_before rb on rb.area_id = y.area_id;
end;
comment on function reporting.yearly_area_rate(text, date, date) is
    'One row per authority: a quarterly measure of reporting.area_count, added over the four quarters of a year, with '
    'the residents to divide it by, and both for the year before. An authority with a missing quarter has no row; one '
    'with a missing quarter in the year before, or without residents from before the year, has no baseline. Residents '
    'are those of the latest 30 June in the year or before it; for the year before, those of the latest before the '
    'year began. The function''s query takes the place of the call, so that it is planned, and looks back, as if it '
    'were written out.';
