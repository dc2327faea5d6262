-- What a figure rests on: for which areas and days each extract is complete, and how many of its rows were rejected.
create table warehouse.coverage (
    vintage_id integer not null references warehouse.vintage,
    area_id smallint references warehouse.area,
    covers_from date not null,
    covers_through date not null,
    check (covers_from <= covers_through)
);
create unique index coverage_of_vintage
    on warehouse.coverage (vintage_id, coalesce(area_id, 0), covers_from, covers_through);
comment on table warehouse.coverage is
    'The areas and days that an extract is complete for. An area whose figure needs days that no extract covers for it '
    'is not judged.';
comment on column warehouse.coverage.vintage_id is 'The extract.';
comment on column warehouse.coverage.area_id is
    'The area: as the loader stated, or else one that the extract''s rows name. Null for every area.';
comment on column warehouse.coverage.covers_from is 'First day; of a caseload, the day of a snapshot.';
comment on column warehouse.coverage.covers_through is 'Last day.';

create table warehouse.row_account (
    vintage_id integer not null references warehouse.vintage,
    area_id smallint references warehouse.area,
    part_id smallint references warehouse.area,
    first_day date not null,
    last_day date not null,
    rows_read bigint not null check (rows_read >= 0),
    rows_rejected bigint not null check (rows_rejected >= 0 and rows_rejected <= rows_read),
    superseded_by integer references warehouse.vintage,
    check (first_day <= last_day),
    check (superseded_by > vintage_id)
);
create unique index row_account_of_vintage
    on warehouse.row_account (vintage_id, coalesce(area_id, 0), coalesce(part_id, 0), first_day, last_day);
comment on table warehouse.row_account is
    'How many rows of an extract were read and rejected, by area and month as far as each row says. A later extract that '
    'covers the same area and days, and lacks none of the rows, replaces the account.';
comment on column warehouse.row_account.vintage_id is 'The extract.';
comment on column warehouse.row_account.area_id is
    'The area that the rows name; null where the kind names none, or where a rejected row''s cannot be read. Such rows '
    'count against every area that the extract covers.';
comment on column warehouse.row_account.part_id is
    'The local authority within the trust that the rows name; null where they name none.';
comment on column warehouse.row_account.first_day is
    'The earliest day of these rows, all of one month; of rejected rows whose day cannot be read, the first day that '
    'the extract covers.';
comment on column warehouse.row_account.last_day is
    'The latest day of these rows, or the last day that the extract covers.';
comment on column warehouse.row_account.rows_read is 'Rows read, good or rejected.';
comment on column warehouse.row_account.rows_rejected is 'Those of them that were rejected.';
comment on column warehouse.row_account.superseded_by is
    'The later extract that holds all of these rows; null while the account is current.';

create table warehouse.snapshot_size (
    vintage_id integer not null references warehouse.vintage,
    area_id smallint not null references warehouse.area,
    snapshot_date date not null,
    people integer not null check (people >= 0),
    primary key (snapshot_date, area_id, vintage_id)
);
comment on table warehouse.snapshot_size is
    'How many people a trust''s caseload snapshot had after an extract was loaded, so that one that is far smaller than '
    'its neighbours is noticed.';
comment on column warehouse.snapshot_size.vintage_id is 'The extract.';
comment on column warehouse.snapshot_size.area_id is 'The probation area or trust.';
comment on column warehouse.snapshot_size.snapshot_date is 'Day of the snapshot.';
comment on column warehouse.snapshot_size.people is 'People in it.';

alter table warehouse.vintage
    add column rejections_accepted text check (rejections_accepted <> '');
comment on column warehouse.vintage.rejections_accepted is
    'Why the extract was loaded although more of its rows were rejected than is allowed; null for any other. Figures '
    'that rest on it are not judged.';

create view reporting.coverage as
select v.kind, c.area_id, c.covers_from, c.covers_through, c.vintage_id
from warehouse.coverage c
join reporting.vintage v on v.vintage_id = c.vintage_id;
comment on view reporting.coverage is 'The areas and days that each extract is complete for.';

create view reporting.row_account as
select
    v.kind, a.area_id, a.part_id, a.first_day, a.last_day, a.rows_read, a.rows_rejected, a.vintage_id,
    w.rejections_accepted
from warehouse.row_account a
join reporting.vintage v on v.vintage_id = a.vintage_id
join warehouse.vintage w on w.vintage_id = a.vintage_id
where reporting.is_seen(a.vintage_id, a.superseded_by);
comment on view reporting.row_account is 'How many rows of each extract were read and rejected, by area and month.';

create view reporting.snapshot_size as
select distinct on (s.snapshot_date, s.area_id) s.snapshot_date, s.area_id, s.people
from warehouse.snapshot_size s
join reporting.vintage v on v.vintage_id = s.vintage_id
order by s.snapshot_date, s.area_id, s.vintage_id desc;
comment on view reporting.snapshot_size is 'How many people each trust''s caseload snapshot has.';

alter table warehouse.quality_threshold
    drop constraint quality_threshold_measure_check,
    add constraint quality_threshold_measure_check check (measure in (
        'pnc-match', 'prediction', 'authority', 'answered', 'late-proof', 'rejected'));
comment on column warehouse.quality_threshold.measure is
    'pnc-match: not matched to the Police National Computer; prediction: without one; authority: local authority not '
    'assigned; answered: question not answered at termination; late-proof: offences proven too late to count; rejected: '
    'rows rejected when they were loaded.';
insert into warehouse.quality_threshold (measure, largest_share) values ('rejected', 0.02);

-- Extracts loaded before: a synthetic one covers every area, and so does a kind whose rows name none. Any other covers
-- the areas that its rows name: for a list taken on a day, on that day; else for the days of the extract.
insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
select vintage_id, null, covers_from, covers_through
from warehouse.vintage
where covers_from is not null
    and (synthetic or kind in ('re-offences', 'criminal-history', 'targets', 'supplied-values'));

insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
select distinct c.vintage_id, c.trust_id, c.snapshot_date, c.snapshot_date
from warehouse.caseload_snapshot c
join warehouse.vintage v on v.vintage_id = c.vintage_id and not v.synthetic
union
select distinct m.vintage_id, m.trust_id, c.taken_on, c.taken_on
from warehouse.ppo_member m
join warehouse.ppo_cohort c on c.cohort_id = m.cohort_id
join warehouse.vintage v on v.vintage_id = m.vintage_id and not v.synthetic;

insert into warehouse.snapshot_size (vintage_id, area_id, snapshot_date, people)
select max(c.vintage_id), c.trust_id, c.snapshot_date, count(*)
from warehouse.caseload_snapshot c
join warehouse.vintage v on v.vintage_id = c.vintage_id and not v.synthetic
where c.superseded_by is null
group by c.trust_id, c.snapshot_date;

-- Of rows rejected by then, only the number is known: it counts against every area and day of the extract, unless a later
-- one of these days read as many rows and rejected none.
insert into warehouse.row_account (vintage_id, area_id, first_day, last_day, rows_read, rows_rejected)
select l.vintage_id, null, v.covers_from, v.covers_through, sum(l.rows_read), sum(l.rows_quarantined)
from warehouse.load l
join warehouse.vintage v on v.vintage_id = l.vintage_id and v.covers_from is not null
where l.rows_quarantined > 0 and not exists (
    select
    from warehouse.load later
    join warehouse.vintage w on w.vintage_id = later.vintage_id
    where later.kind = l.kind and later.load_id > l.load_id and later.rows_quarantined = 0
        and later.rows_read >= l.rows_read and w.covers_from <= v.covers_from and w.covers_through >= v.covers_through)
group by l.vintage_id, v.covers_from, v.covers_through;

do $$
declare
    held record;
begin
    for held in
        select *
        from (values
            ('termination', 'trust_id'), ('commencement', 'trust_id'), ('requirement', 'trust_id'),
            ('programme', 'trust_id'), ('employment_referral', 'trust_id'), ('work_session', 'trust_id'),
            ('court_report', 'trust_id'), ('enforcement', 'trust_id'), ('victim_contact', 'trust_id'),
            ('assessment', 'trust_id'), ('parole_report', 'trust_id'), ('young_offender', 'authority_id'),
            ('area_count', 'area_id')) as t (name, area)
    loop
        execute format(
            'insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
            select distinct v.vintage_id, r.%2$I, v.covers_from, v.covers_through
            from warehouse.%1$I r
            join warehouse.vintage v on v.vintage_id = r.vintage_id and not v.synthetic and v.covers_from is not null',
            held.name, held.area);
    end loop;
end $$;

-- Residents were added over sex and age even where a row for everybody stood beside the rows for each: they were then
-- counted twice.
create or replace function reporting.yearly_area_rate(measure text, period_start date, period_end date)
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
    -- Residents, as estimated for each 30 June: the latest estimate for a day in the year or before it. A row for
    -- everybody is preferred to the sum of those by sex and age.
    estimate as (
        select
            c.area_id, c.counted_from as estimated_for,
            coalesce(
                sum(c.number) filter (where c.sex = 'all' and c.age_band = 'all'),
                sum(c.number) filter (where c.sex <> 'all' and c.age_band = 'all'),
                sum(c.number) filter (where c.sex = 'all' and c.age_band <> 'all'),
                sum(c.number) filter (where c.sex <> 'all' and c.age_band <> 'all'))::bigint as people
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
    left join resident r on r.area_id = y.area_id
    left join year_before b on b.area_id = y.area_id
    left join resident_before rb on rb.area_id = y.area_id;
end;
comment on function reporting.yearly_area_rate(text, date, date) is
    'One row per authority: a quarterly measure of reporting.area_count, added over the four quarters of a year, with '
    'the residents to divide it by, and both for the year before. An authority with a missing quarter has no row; one '
    'with a missing quarter in the year before, or without residents from before the year, has no baseline. Residents '
    'are those of the latest 30 June in the year or before it, null where none are loaded; for the year before, those '
    'of the latest before the year began. The function''s query takes the place of the call, so that it is planned, and '
    'looks back, as if it were written out.';
