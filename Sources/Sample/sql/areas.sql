-- Local delivery units and partnerships. They are synthetic, since no list of either is available. There is a unit for
-- each upper-tier authority, as in Worcestershire's plan, and a partnership for the authorities of each probation
-- trust. Keys depend on names alone.
create temporary table sample_area on commit drop as
with authority as (
    select area_id, name, (1000 + row_number() over (order by name collate "C"))::smallint as key
    from warehouse.area
    where level = 'local-authority'
),
trust as (
    select area_id, name, (1300 + row_number() over (order by name collate "C"))::smallint as key
    from warehouse.area
    where level = 'trust' and upper_inf(valid)
)
select area_id as mirrors, key as area_id, 'ldu' as level, name || ' LDU' as name, 'LDU-' || name as code
from authority
union all
select area_id, key, 'partnership', name || ' partnership', 'CSP-' || name
from trust;

insert into warehouse.area (area_id, level, name, note)
select area_id, level, name, 'Synthetic: invented for the sample.' from sample_area
on conflict do nothing;

insert into warehouse.area_code (area_id, scheme, code)
select area_id, 'laa', regexp_replace(upper(code), '[^A-Z]+', '-', 'g') from sample_area
on conflict do nothing;

-- A unit belongs to the same areas as its authority, and a partnership to the same areas as its trust.
insert into warehouse.area_parent (area_id, parent_id, valid)
select made.area_id, parent.parent_id, parent.valid
from sample_area made
join warehouse.area_parent parent on parent.area_id = made.mirrors
where parent.parent_level not in ('ldu', 'partnership')
on conflict do nothing;

insert into warehouse.area_parent (area_id, parent_id, valid)
select area_id, mirrors, daterange('2010-04-01', null) from sample_area where level = 'partnership'
on conflict do nothing;

insert into warehouse.area_parent (area_id, parent_id)
select mirrors, area_id from sample_area where level = 'ldu'
on conflict do nothing;

insert into warehouse.area_parent (area_id, parent_id)
select lies_in.area_id, made.area_id
from sample_area made
join warehouse.area_parent lies_in on lies_in.parent_id = made.mirrors
join warehouse.area authority on authority.area_id = lies_in.area_id and authority.level = 'local-authority'
where made.level = 'partnership'
on conflict do nothing;
