-- Six years of terminations in a few authorities, one extract per quarter, each loaded ten days after the quarter:
-- as small as returns can be, but too large to be suppressed.
create temporary table place on commit drop as
select row_number() over (order by authority.name)::integer as number, authority.area_id as authority_id,
    trust.area_id as trust_id
from warehouse.area authority
join warehouse.area trust on trust.level = 'trust' and trust.valid @> date '2010-12-31'
    and trust.name = authority.name
where authority.level = 'local-authority' and authority.valid @> date '2010-12-31'
    and authority.name in (
        'Lancashire', 'Cumbria', 'Kent', 'Derbyshire', 'Lincolnshire', 'Nottinghamshire', 'Gloucestershire',
        'Hampshire', 'Hertfordshire', 'Essex', 'Dorset', 'Wiltshire');

create temporary table span on commit drop as
select number, first_day, (first_day + interval '3 months' - interval '1 day')::date as last_day
from (
    select number, (date '2008-04-01' + number * interval '3 months')::date as first_day
    from generate_series(0, 23) as number
) as quarter;

insert into warehouse.vintage (kind, source_system, covers_from, covers_through, extracted_on, loaded_at)
select 'terminations', 'made up', first_day, last_day, last_day + 9, (last_day + 10) + time '12:00'
from span
order by number;

insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
select vintage_id, null, covers_from, covers_through from warehouse.vintage;
insert into warehouse.published_vintage (vintage_id) select vintage_id from warehouse.vintage;

insert into warehouse.offender (offender_id, sex, birth_month, vintage_id)
select number * 100 + person, 'male', date '1980-01-01', 1
from place
cross join generate_series(1, 24) as person;

insert into warehouse.termination
    (offender_id, terminated_on, vintage_id, trust_id, authority_id, kind, reason, accommodation, employment)
select
    place.number * 100 + person, first_day + person, span.number + 1, trust_id, authority_id, 'order', 'completed',
    case when person <= 8 + (span.number + place.number) % 7 then 'settled and suitable' else 'not settled' end,
    case when person <= 9 + (span.number + place.number) % 5 then 'employed' else 'unemployed' end
from place
cross join span
cross join generate_series(1, 24) as person;

analyze warehouse.vintage, warehouse.offender, warehouse.termination;
