-- Cases at the edges of the quarter October to December 2010, of its year to date, of the year that ends with it and of
-- the financial year before it: the comment at the end of each says what it counts for.
create temporary table at_place on commit drop as
select
    max(a.area_id) filter (where a.level = 'trust') as trust_id,
    max(a.area_id) filter (where a.level = 'local-authority') as authority_id,
    -- Another authority of the trust, whose counts are not whole.
    (select o.area_id from warehouse.area o where o.level = 'local-authority' and o.name = 'Blackpool') as other_id
from warehouse.area a
where a.name = 'Lancashire' and a.valid @> date '2010-12-31';

insert into warehouse.vintage (kind, source_system, covers_from, covers_through, extracted_on, synthetic)
select kind, 'made up', '2009-01-01', '2011-06-30', '2011-07-01', true
from warehouse.extract_kind
order by kind;
insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
select vintage_id, null, covers_from, covers_through from warehouse.vintage;
create temporary table holding on commit drop as select kind, vintage_id from warehouse.vintage;

insert into warehouse.offender (offender_id, sex, birth_month, ethnicity, vintage_id)
select
    person, case when person % 3 = 0 then 'female' when person % 3 = 1 then 'male' end, date '1980-01-01', 'white',
    (select vintage_id from holding where kind = 'caseload')
from generate_series(1, 20) as person;

-- Residents: 5,000 of each sex in every age band in 2009, which makes 180,000, and 5,100 a year later.
insert into warehouse.area_count (area_id, vintage_id, measure, counted_from, counted_through, sex, age_band, number)
select place, vintage_id, 'resident population', day, day, sex, age_band, number
from at_place
cross join unnest(array[authority_id, other_id]) as place
cross join holding
cross join (values (date '2009-06-30', 5000), ('2010-06-30', 5100), ('2011-06-30', 1)) as made (day, number)
cross join unnest(array['female', 'male']) as sex
cross join warehouse.standard_population
where holding.kind = 'area-counts';

-- Admissions: 10.4 in each of these groups except girls under 5, who have none; only 2009-10 counts.
insert into warehouse.area_count (area_id, vintage_id, measure, counted_from, counted_through, sex, age_band, number)
select
    authority_id, vintage_id, 'alcohol-related admissions', year, (year + interval '1 year')::date - 1, sex, age_band,
    number
from at_place
cross join holding
cross join (values (date '2009-04-01', 10.4), ('2010-04-01', 999)) as made (year, number)
cross join unnest(array['female', 'male']) as sex
cross join warehouse.standard_population
where holding.kind = 'area-counts' and not (sex = 'female' and age_band = '0 to 4');

insert into warehouse.area_count
    (area_id, vintage_id, measure, counted_from, counted_through, number, out_of)
select
    case place when 'trust' then trust_id when 'authority' then authority_id else other_id end, vintage_id, measure,
    first_day::date, (first_day::date + span::interval)::date - 1, number, out_of
from at_place
cross join holding
cross join (
    values
        ('authority', 'most serious violence', '2008-10-01', '3 months', 99, null),
        ('authority', 'most serious violence', '2009-01-01', '3 months', 10, null), -- NI15: the year before
        ('authority', 'most serious violence', '2009-04-01', '3 months', 10, null),
        ('authority', 'most serious violence', '2009-07-01', '3 months', 10, null),
        ('authority', 'most serious violence', '2009-10-01', '3 months', 10, null),
        ('authority', 'most serious violence', '2010-01-01', '3 months', 10, null), -- NI15: the year
        ('authority', 'most serious violence', '2010-04-01', '3 months', 12, null),
        ('authority', 'most serious violence', '2010-07-01', '3 months', 14, null),
        ('authority', 'most serious violence', '2010-10-01', '3 months', 16, null),
        ('authority', 'most serious violence', '2011-01-01', '3 months', 99, null),
        ('other', 'most serious violence', '2010-01-01', '3 months', 500, null), -- no quarter in July: no figure
        ('other', 'most serious violence', '2010-04-01', '3 months', 500, null),
        ('other', 'most serious violence', '2010-10-01', '3 months', 500, null),
        ('authority', 'serious acquisitive crime', '2009-10-01', '3 months', 7, null), -- NI16: no whole year before
        ('authority', 'serious acquisitive crime', '2010-01-01', '3 months', 100, null),
        ('authority', 'serious acquisitive crime', '2010-04-01', '3 months', 100, null),
        ('authority', 'serious acquisitive crime', '2010-07-01', '3 months', 100, null),
        ('authority', 'serious acquisitive crime', '2010-10-01', '3 months', 100, null),
        ('authority', 'assault with less serious injury', '2010-01-01', '3 months', 30, null),
        ('authority', 'assault with less serious injury', '2010-04-01', '3 months', 30, null),
        ('authority', 'assault with less serious injury', '2010-07-01', '3 months', 30, null),
        ('authority', 'assault with less serious injury', '2010-10-01', '3 months', 31, null),
        ('authority', 'MARAC cases', '2010-10-01', '3 months', 7, 20), -- NI32
        ('authority', 'MARAC cases', '2010-07-01', '3 months', 9, 10),
        ('authority', 'child protection plans', '2009-04-01', '1 year', 3, 25), -- NI65
        ('authority', 'child protection plans', '2010-04-01', '1 year', 99, 100),
        ('authority', 'drug users in effective treatment', '2007-04-01', '1 year', 100, null), -- NI40: the baseline
        ('authority', 'drug users in effective treatment', '2008-04-01', '1 year', 900, null),
        ('authority', 'drug users in effective treatment', '2009-04-01', '1 year', 110, null), -- NI40
        ('other', 'drug users in effective treatment', '2009-04-01', '1 year', 50, null), -- no baseline: no figure
        ('trust', 'safeguarding investigations', '2010-01-01', '3 months', 5, 5),
        ('trust', 'safeguarding investigations', '2010-04-01', '3 months', 0, 1),
        ('trust', 'safeguarding investigations', '2010-07-01', '3 months', 0, 0),
        ('trust', 'safeguarding investigations', '2010-10-01', '3 months', 1, 2), -- M11
        ('trust', 'serious further offence investigations', '2010-04-01', '3 months', 0, 0),
        ('trust', 'serious further offence investigations', '2010-07-01', '3 months', 0, 3), -- M12: none, and known
        ('trust', 'serious further offence investigations', '2010-10-01', '3 months', 0, 0),
        ('trust', 'qualifications', '2010-04-01', '3 months', 3, 4), -- M25
        ('trust', 'qualifications', '2010-07-01', '3 months', 0, 0),
        ('trust', 'qualifications', '2010-10-01', '3 months', 2, 2), -- M25
        ('trust', 'qualifications', '2011-01-01', '3 months', 9, 9),
        ('trust', 'training needs', '2009-04-01', '1 year', 45, 50), -- M26
        ('trust', 'training needs', '2010-04-01', '1 year', 1, 50)
) as made (place, measure, first_day, span, number, out_of)
where holding.kind = 'area-counts';

-- NI19 in the third quarter: 3 re-offences of 3 people.
insert into warehouse.young_offender (
    offender_id, authority_id, vintage_id, disposal, joined_on, reoffences_3, reoffences_6, reoffences_9,
    reoffences_12)
select person, authority_id, vintage_id, 'pre-court', joined::date, m3, m6, m9, m12
from at_place
cross join holding
cross join (
    values
        (1, '2010-01-01', 0, 1, 2, 3), -- 2
        (2, '2010-03-31', 0, 0, 0, 0), -- 0
        (3, '2010-02-01', 1, 1, 1, 1), -- 1
        (3, '2010-03-01', 5, 5, 5, 5), -- the same person's second disposal
        (4, '2010-02-02', 1, 1, null, null), -- not known so far
        (5, '2009-03-31', 9, 9, 9, 9), -- of the cohort before
        (6, '2011-01-01', 9, 9, 9, 9) -- of the cohort after
) as made (person, joined, m3, m6, m9, m12)
where holding.kind = 'youth-cohorts';

insert into warehouse.caseload_snapshot (
    offender_id, trust_id, authority_id, vintage_id, snapshot_date, pnc_matched, order_type, tier, managed_by)
select person, trust_id, authority_id, vintage_id, day::date, matched, 'licence', tier, manager
from at_place
cross join holding
cross join (
    values
        (1, '2009-12-31', true, 3, null), -- M4: two offences
        (1, '2010-03-31', true, 3, null), -- M4: none proven in time
        (2, '2010-09-30', true, 3, null), -- M4: two offences
        (3, '2010-06-30', false, 3, null), -- M4: not matched
        (4, '2010-12-31', true, 2, 'PO'), -- M20 yes
        (5, '2010-12-31', true, 2, 'PSO'), -- M20 no
        (6, '2010-12-31', true, 2, null), -- M20 unknown
        (7, '2010-12-31', true, 3, 'PSO'), -- M21 yes
        (8, '2010-12-31', true, 3, 'other'), -- M21 no
        (9, '2010-12-31', true, null, 'PO'), -- without a tier
        (10, '2010-09-30', false, 2, 'PO') -- of an earlier snapshot
) as made (person, day, matched, tier, manager)
where holding.kind = 'caseload';

insert into warehouse.proven_offence (offender_id, vintage_id, offence_date, proven_date)
select person, vintage_id, offended::date, proven::date
from holding
cross join (
    values
        (1, '2009-12-31', '2010-01-10'), -- on the day of the snapshot: none
        (1, '2010-01-01', '2010-06-30'), -- M4
        (1, '2010-03-31', '2010-06-30'), -- M4, on the last day of both windows
        (1, '2010-04-01', '2010-10-01'), -- proven a day late
        (2, '2010-12-31', '2011-03-31'), -- M4, twice
        (2, '2010-12-31', '2011-03-31'),
        (2, '2011-01-01', '2011-01-02'), -- a day late
        (3, '2010-07-01', '2010-07-02'),
        (4, '2010-10-01', '2010-10-02')
) as made (person, offended, proven)
where holding.kind = 're-offences';

insert into warehouse.court_report
    (offender_id, trust_id, authority_id, vintage_id, kind, court, requested_on, due_on, delivered_on)
select person, trust_id, authority_id, vintage_id, made.kind, 'crown', requested::date, due::date, delivered::date
from at_place
cross join holding
cross join (
    values
        (1, 'standard', '2010-09-10', '2010-10-01', '2010-10-01'), -- M5 no, M5a no
        (2, 'fast', '2010-12-20', '2010-12-31', '2010-12-29'), -- M5 yes, M6 yes: two bank holidays
        (3, 'fast', '2010-12-20', '2010-12-31', '2010-12-30'), -- M5 yes, M6 no
        (4, 'oral', '2010-12-31', '2010-12-31', '2010-12-31'), -- M5a yes
        (5, 'fast', '2010-12-30', '2011-01-04', '2011-01-04'),
        (6, 'fast', '2010-11-01', '2010-11-08', null), -- never delivered
        (7, 'oral', '2010-09-30', '2010-09-30', '2010-09-30')
) as made (person, kind, requested, due, delivered)
where holding.kind = 'court-reports';

insert into warehouse.requirement (offender_id, trust_id, authority_id, vintage_id, kind, made_on, hours_ordered)
select person, trust_id, authority_id, vintage_id, made.kind, made_on::date, hours
from at_place
cross join holding
cross join (
    values
        (1, 'unpaid work', '2010-04-01', 100), -- M8, M9
        (2, 'unpaid work', '2010-12-31', null), -- M8
        (3, 'curfew', '2010-05-01', null),
        (4, 'unpaid work', '2010-03-31', 200),
        (5, 'unpaid work', '2011-01-01', 300)
) as made (person, kind, made_on, hours)
where holding.kind = 'requirements';

insert into warehouse.assessment (
    offender_id, trust_id, authority_id, vintage_id, kind, due_on, completed_on, is_ppo, ogp_at_start, ogp,
    ovp_at_start, ovp)
select person, trust_id, authority_id, vintage_id, made.kind, due::date, due::date, false, ogp_0, ogp_1, ovp_0, ovp_1
from at_place
cross join holding
cross join (
    values
        (1, 'final', '2010-10-01', 30, 20, null, null), -- M23 yes
        (2, 'final', '2010-12-31', 20, 30, 40, 30), -- M23 yes: one of two fell
        (3, 'final', '2010-11-01', 20, 20, null, null), -- M23 no
        (4, 'final', '2010-11-01', null, null, null, null), -- M23 unknown
        (5, 'final', '2010-11-01', 30, null, 10, 11), -- M23 no: one of two known
        (6, 'final', '2011-01-01', 30, 20, 30, 20),
        (7, 'review', '2010-11-01', null, 20, null, 20)
) as made (person, kind, due, ogp_0, ogp_1, ovp_0, ovp_1)
where holding.kind = 'assessments';

insert into warehouse.supplied_value (
    indicator, area_id, vintage_id, applies, value, answer, lower_limit, upper_limit, numerator, denominator, source)
select
    indicator, case when indicator ~ '^NI' then authority_id else trust_id end, vintage_id,
    daterange(from_day::date, until::date), value, answer, lower_limit, upper_limit, numerator, denominator, 'a return'
from at_place
cross join holding
cross join (
    values
        ('NI4', '2008-09-01', '2010-12-31', 30, null, null, null, null, null), -- until the day before
        ('NI4', '2010-12-31', '2012-09-01', 29, null, 27, 31, 290, 1000), -- from the quarter's last day
        ('IPPF08', '2009-04-01', '2010-04-01', 9.5, null, null, null, 1900, 200), -- the last whole year
        ('IPPF08', '2010-04-01', '2011-04-01', 11, null, null, null, null, null), -- this year, not over
        ('IPPF10', '2009-04-01', '2010-04-01', -1.5, null, null, null, null, null),
        ('IPPF11', '2009-04-01', '2010-04-01', null, 'unqualified', null, null, null, null)
) as made (indicator, from_day, until, value, answer, lower_limit, upper_limit, numerator, denominator)
where holding.kind = 'supplied-values';

insert into warehouse.indicator_target (indicator, area_id, vintage_id, kind, measure, value, applies, source)
select 'IPPF08', trust_id, vintage_id, 'target', 'value', value, daterange(from_day::date, until::date), 'a plan'
from at_place
cross join holding
cross join (values ('2009-04-01', '2010-04-01', 10.5), ('2010-04-01', '2011-04-01', 8)) as made (from_day, until, value)
where holding.kind = 'targets';
