-- Areas, codes and hierarchy, derived from the two reference files staged as upper_tier_authority and
-- probation_area_to_trust. Keys follow from names alone, so that every warehouse has the same ones; running it again
-- adds what is missing and changes nothing else.

create temporary table derived_area on commit drop as
with region (code, name) as (
    values
        ('E12000001', 'North East'), ('E12000002', 'North West'), ('E12000003', 'Yorkshire and The Humber'),
        ('E12000004', 'East Midlands'), ('E12000005', 'West Midlands'), ('E12000006', 'East of England'),
        ('E12000007', 'London'), ('E12000008', 'South East'), ('E12000009', 'South West'), ('W92000004', 'Wales')
),
probation as (
    select
        'PA-' as prefix, 100 as first_key, probation_area_pre_apr2010 as name,
        daterange(null, '2010-04-01') as valid
    from probation_area_to_trust
    union
    select 'PT-', 200, probation_trust_from_apr2010, daterange('2010-04-01', null)
    from probation_area_to_trust
),
trust as (
    select
        prefix, name, valid,
        prefix || upper(replace(name, ' ', '-')) as code,
        first_key + row_number() over (partition by prefix order by name collate "C") as area_id
    from probation
)
select 1::smallint as area_id, 'national' as level, 'England and Wales' as name, 'gss' as scheme,
    'K04000001' as code, daterange(null, null) as valid, null::text as note
union all
select (10 + row_number() over (order by code))::smallint, 'region', name, 'gss', code, daterange(null, null), null
from region
union all
select area_id::smallint, 'trust', name, 'laa', code, valid, null
from trust
union all
select (area_id + 700)::smallint, 'not-assigned', name || ', authority not assigned', 'laa', code || '-NA', valid,
    'Offenders for whom no local authority is known; never shared out among the authorities.'
from trust
union all
select (300 + row_number() over (order by authority collate "C"))::smallint, 'local-authority', authority, 'gss',
    gss_code_as_at_2009_2012, daterange(null, null), 'On the boundaries of 1 April 2009.'
from upper_tier_authority;

insert into warehouse.area (area_id, level, name, valid, note)
select area_id, level, name, valid, note from derived_area
on conflict do nothing;

insert into warehouse.area_code (area_id, scheme, code, valid)
select d.area_id, d.scheme, d.code, daterange(null, case when nullif(u.gss_code_after_2013_boundary_change, '')
    is not null and d.level = 'local-authority' then '2013-04-01'::date end)
from derived_area d
left join upper_tier_authority u on u.gss_code_as_at_2009_2012 = d.code
union all
select d.area_id, 'gss', u.gss_code_after_2013_boundary_change, daterange('2013-04-01', null)
from derived_area d
join upper_tier_authority u on u.gss_code_as_at_2009_2012 = d.code
where nullif(u.gss_code_after_2013_boundary_change, '') is not null
union all
select d.area_id, 'ons-legacy', u.ons_legacy_code, daterange(null, null)
from derived_area d
join upper_tier_authority u on u.gss_code_as_at_2009_2012 = d.code
on conflict do nothing;

create temporary table derived_parent on commit drop as
with area as (
    select area_id, level, name, code, valid from derived_area
),
authority as (
    select a.area_id, u.region, u.probation_area_2009, u.probation_trust_2010
    from area a
    join upper_tier_authority u on u.gss_code_as_at_2009_2012 = a.code
)
select a.area_id, 1::smallint as parent_id, daterange(null, null) as valid
from area a
where a.level in ('region', 'trust', 'local-authority', 'not-assigned')
union all
select u.area_id, r.area_id, daterange(null, null)
from authority u
join area r on r.level = 'region' and r.name = u.region
union all
select u.area_id, t.area_id, t.valid
from authority u
join area t on t.level = 'trust' and (
    (upper_inf(t.valid) and t.name = u.probation_trust_2010)
    or (lower_inf(t.valid) and t.name = u.probation_area_2009))
union all
select distinct t.area_id, r.area_id, daterange(null, null)
from authority u
join area t on t.level = 'trust' and (
    (upper_inf(t.valid) and t.name = u.probation_trust_2010)
    or (lower_inf(t.valid) and t.name = u.probation_area_2009))
join area r on r.level = 'region' and r.name = u.region
union all
select n.area_id, t.area_id, daterange(null, null)
from area n
join area t on t.level = 'trust' and n.code = t.code || '-NA'
where n.level = 'not-assigned';

insert into warehouse.area_parent (area_id, parent_id, parent_level, valid)
select d.area_id, d.parent_id, a.level, d.valid
from derived_parent d
-- Not warehouse.area: where that is on every server, what is inserted is chosen by a session that has no temporary tables.
join derived_area a on a.area_id = d.parent_id
on conflict do nothing;

insert into warehouse.area_parent (area_id, parent_id, parent_level, valid)
select n.area_id, r.parent_id, g.level, daterange(null, null)
from derived_parent n
join derived_area d on d.area_id = n.area_id and d.level = 'not-assigned'
join derived_parent r on r.area_id = n.parent_id
join derived_area g on g.area_id = r.parent_id and g.level = 'region'
on conflict do nothing;

insert into warehouse.area_succession (area_id, successor_id, took_over)
select a.area_id, t.area_id, '2010-04-01'
from probation_area_to_trust p
join derived_area a on a.level = 'trust' and upper(a.valid) is not null and a.name = p.probation_area_pre_apr2010
join derived_area t on t.level = 'trust' and lower(t.valid) is not null and t.name = p.probation_trust_from_apr2010
on conflict do nothing;
