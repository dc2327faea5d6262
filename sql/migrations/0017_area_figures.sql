-- Figures that no offender of the caseload stands behind: young offenders, counts of official returns, supplied values.
create table warehouse.young_offender (
    offender_id integer not null references warehouse.offender,
    joined_on date not null check (extract(month from joined_on) <= 3),
    authority_id smallint not null references warehouse.area,
    disposal text not null check (disposal in ('pre-court', 'first-tier', 'community', 'custody')),
    reoffences_3 smallint check (reoffences_3 >= 0),
    reoffences_6 smallint,
    reoffences_9 smallint,
    reoffences_12 smallint,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (reoffences_6 >= reoffences_3 and (reoffences_6 is null or reoffences_3 is not null)),
    check (reoffences_9 >= reoffences_6 and (reoffences_9 is null or reoffences_6 is not null)),
    check (reoffences_12 >= reoffences_9 and (reoffences_12 is null or reoffences_9 is not null)),
    check (superseded_by > vintage_id)
);
comment on table warehouse.young_offender is
    'One young offender of a yearly cohort: those with a disposal, or released from custody, in January to March.';
comment on column warehouse.young_offender.offender_id is 'The person.';
comment on column warehouse.young_offender.joined_on is
    'Day of the disposal or release that brought the person into the cohort.';
comment on column warehouse.young_offender.authority_id is 'Authority of the youth offending team.';
comment on column warehouse.young_offender.disposal is
    'pre-court (reprimand or final warning); first-tier; community; custody (a release).';
comment on column warehouse.young_offender.reoffences_3 is 'Proven re-offences within 3 months; null until known.';
comment on column warehouse.young_offender.reoffences_6 is 'The same within 6 months, those of the first 3 included.';
comment on column warehouse.young_offender.reoffences_9 is 'The same within 9 months.';
comment on column warehouse.young_offender.reoffences_12 is 'The same within 12 months.';
comment on column warehouse.young_offender.vintage_id is 'The extract that the row came in.';
comment on column warehouse.young_offender.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index young_offender_current on warehouse.young_offender (joined_on, offender_id)
    where superseded_by is null;

create view reporting.young_offender as
select offender_id, joined_on, authority_id, disposal, reoffences_3, reoffences_6, reoffences_9, reoffences_12
from warehouse.young_offender
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.young_offender is
    'Current rows: one young offender of a yearly cohort: those with a disposal, or released from custody, in '
    'January to March.';

create table warehouse.area_count (
    measure text not null,
    area_id smallint not null references warehouse.area,
    counted_from date not null,
    counted_through date not null,
    category text not null default 'all',
    sex text not null default 'all' check (sex in ('all', 'female', 'male')),
    age_band text not null default 'all' check (age_band in (
        'all', '0 to 4', '5 to 9', '10 to 14', '15 to 19', '20 to 24', '25 to 29', '30 to 34', '35 to 39', '40 to 44',
        '45 to 49', '50 to 54', '55 to 59', '60 to 64', '65 to 69', '70 to 74', '75 to 79', '80 to 84',
        '85 and over')),
    number double precision not null check (number >= 0 and number < 1e12),
    out_of double precision check (out_of >= number and out_of < 1e12 and out_of = trunc(out_of)),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    -- How long each measure is counted for: so no two rows of one can overlap, and all of them can be added.
    check (case
        when measure = 'resident population'
            then counted_from = counted_through and extract(month from counted_from) = 6
                and extract(day from counted_from) = 30
        when measure in (
            'alcohol-related admissions', 'drug users in effective treatment', 'child protection plans',
            'training needs')
            then extract(month from counted_from) = 4 and extract(day from counted_from) = 1
                and counted_through = (counted_from + interval '1 year')::date - 1
        when measure in (
            'most serious violence', 'serious acquisitive crime', 'assault with less serious injury', 'MARAC cases',
            'MAPPA offenders', 'MAPPA meetings', 'deaths in approved premises', 'safeguarding investigations',
            'serious further offence investigations', 'qualifications', 'programme staff')
            then extract(month from counted_from) in (1, 4, 7, 10) and extract(day from counted_from) = 1
                and counted_through = (counted_from + interval '3 months')::date - 1
        else false
    end),
    check (case measure
        when 'MAPPA offenders' then category in ('level 1', 'level 2', 'level 3')
        when 'MAPPA meetings' then category in ('level 2', 'level 3')
        when 'deaths in approved premises' then category in ('natural causes', 'self-inflicted', 'other')
        else category = 'all'
    end),
    check ((sex = 'all' and age_band = 'all') or measure in ('resident population', 'alcohol-related admissions')),
    check ((out_of is not null) = (measure in (
        'MARAC cases', 'MAPPA meetings', 'child protection plans', 'safeguarding investigations',
        'serious further offence investigations', 'qualifications', 'training needs'))),
    check (number = trunc(number) or measure in ('alcohol-related admissions', 'programme staff')),
    check (superseded_by > vintage_id)
);
comment on table warehouse.area_count is
    'One count of an official return, for an area and a period: what no offender of the caseload stands behind.';
comment on column warehouse.area_count.measure is
    'What is counted. Each quarter: most serious violence, serious acquisitive crime, assault with less serious injury '
    '(offences recorded by the police); MARAC cases (repeats, of cases reviewed); MAPPA offenders (at the quarter''s '
    'end, by level); MAPPA meetings (attended by the right grade, of meetings, by level); deaths in approved premises '
    '(by category); safeguarding and serious further offence investigations (that found the organisation culpable, of '
    'all); qualifications (achieved, of those completed); programme staff (full-time equivalents). Each financial '
    'year: alcohol-related admissions; drug users in effective treatment; child protection plans (for a second or '
    'later time, of plans started); training needs (met on time, of those identified). On 30 June: resident population.';
comment on column warehouse.area_count.area_id is 'The area.';
comment on column warehouse.area_count.counted_from is 'First day of the period.';
comment on column warehouse.area_count.counted_through is 'Last day of the period.';
comment on column warehouse.area_count.category is
    'level 1, level 2 or level 3; natural causes, self-inflicted or other; all where the measure has none.';
comment on column warehouse.area_count.sex is 'all where the row is of both.';
comment on column warehouse.area_count.age_band is 'Five years of age; all where the row is of every age.';
comment on column warehouse.area_count.number is
    'How many. Whole, but for admissions, which add fractions attributable to alcohol, and for full-time equivalents.';
comment on column warehouse.area_count.out_of is 'Of how many, for measures that are a part of something; else null.';
comment on column warehouse.area_count.vintage_id is 'The extract that the row came in.';
comment on column warehouse.area_count.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index area_count_current
    on warehouse.area_count (measure, counted_from, area_id, category, sex, age_band)
    where superseded_by is null;

create view reporting.area_count as
select measure, area_id, counted_from, counted_through, category, sex, age_band, number, out_of
from warehouse.area_count
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.area_count is 'Current counts of official returns.';

create table warehouse.standard_population (
    age_band text primary key,
    from_age smallint not null unique check (from_age >= 0),
    people integer not null check (people > 0)
);
comment on table warehouse.standard_population is
    'The European Standard Population of 1976, which rates are standardised to; for either sex the same.';
comment on column warehouse.standard_population.age_band is 'As in warehouse.area_count.';
comment on column warehouse.standard_population.from_age is 'The youngest age in the band.';
comment on column warehouse.standard_population.people is 'Of 100,000.';

insert into warehouse.standard_population (age_band, from_age, people)
values
    ('0 to 4', 0, 8000), ('5 to 9', 5, 7000), ('10 to 14', 10, 7000), ('15 to 19', 15, 7000), ('20 to 24', 20, 7000),
    ('25 to 29', 25, 7000), ('30 to 34', 30, 7000), ('35 to 39', 35, 7000), ('40 to 44', 40, 7000),
    ('45 to 49', 45, 7000), ('50 to 54', 50, 7000), ('55 to 59', 55, 6000), ('60 to 64', 60, 5000),
    ('65 to 69', 65, 4000), ('70 to 74', 70, 3000), ('75 to 79', 75, 2000), ('80 to 84', 80, 1000),
    ('85 and over', 85, 1000);

create view reporting.standard_population as
select age_band, from_age, people from warehouse.standard_population;
comment on view reporting.standard_population is 'The European Standard Population of 1976, by age band.';

create table warehouse.supplied_value (
    indicator text not null check (indicator <> ''),
    area_id smallint not null references warehouse.area,
    applies daterange not null check (not isempty(applies) and not lower_inf(applies) and not upper_inf(applies)),
    value double precision check (value > '-infinity' and value < 'infinity'),
    answer text check (answer <> ''),
    lower_limit double precision check (lower_limit > '-infinity'),
    upper_limit double precision check (upper_limit < 'infinity'),
    numerator double precision check (numerator >= 0 and numerator < 'infinity'),
    denominator double precision check (denominator > 0 and denominator < 'infinity'),
    source text not null check (source <> ''),
    note text,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (num_nonnulls(value, answer) = 1),
    check (value is not null or num_nonnulls(lower_limit, upper_limit, numerator, denominator) = 0),
    check (lower_limit <= value and value <= upper_limit),
    check ((lower_limit is null) = (upper_limit is null)),
    check (numerator is null or denominator is not null),
    check (superseded_by > vintage_id),
    exclude using gist (indicator with =, area_id with =, applies with &&) where (superseded_by is null)
);
comment on table warehouse.supplied_value is
    'The value of one indicator as its owner supplies it: surveys, audits, inspections, finance, benefits.';
comment on column warehouse.supplied_value.indicator is 'Identifier of the indicator, such as OM29.';
comment on column warehouse.supplied_value.area_id is 'The area.';
comment on column warehouse.supplied_value.applies is 'Days that it is for.';
comment on column warehouse.supplied_value.value is
    'The number, in the indicator''s own unit, but percentages as fractions: 0.85, not 85. Null where it is words.';
comment on column warehouse.supplied_value.answer is 'The words, where it is no number.';
comment on column warehouse.supplied_value.lower_limit is 'Lower limit of its 95% interval, where one is supplied.';
comment on column warehouse.supplied_value.upper_limit is 'Upper limit of its 95% interval.';
comment on column warehouse.supplied_value.numerator is 'What the value was divided from, where supplied.';
comment on column warehouse.supplied_value.denominator is
    'What it was divided by, such as people answering, where supplied.';
comment on column warehouse.supplied_value.source is 'The survey, audit or return that it is from.';
comment on column warehouse.supplied_value.note is 'What a reader should know of it.';
comment on column warehouse.supplied_value.vintage_id is 'The extract that the row came in.';
comment on column warehouse.supplied_value.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create view reporting.supplied_value as
select
    indicator, area_id, applies, value, answer, lower_limit, upper_limit, numerator, denominator, source, note
from warehouse.supplied_value
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.supplied_value is 'Current supplied values.';
