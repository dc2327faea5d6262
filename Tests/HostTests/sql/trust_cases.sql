-- Cases at the edges of the quarter October to December 2010: the comment at the end of each says what it counts for.
create temporary table at_place on commit drop as
select
    max(a.area_id) filter (where a.level = 'trust') as trust_id,
    max(a.area_id) filter (where a.level = 'local-authority') as authority_id
from warehouse.area a
where a.name = 'Lancashire' and a.valid @> date '2010-12-31';

insert into warehouse.vintage (kind, source_system, covers_from, covers_through, extracted_on, synthetic)
select kind, 'made up', '2009-04-01', '2011-06-30', '2011-07-01', true
from warehouse.extract_kind
order by kind;
insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
select vintage_id, null, covers_from, covers_through from warehouse.vintage;
create temporary table holding on commit drop as select kind, vintage_id from warehouse.vintage;

insert into warehouse.offender (offender_id, sex, birth_month, ethnicity, vintage_id)
select
    person, case when person % 3 = 0 then 'female' when person % 3 = 1 then 'male' end, date '1980-01-01', 'white',
    (select vintage_id from holding where kind = 'commencements')
from generate_series(1, 20) as person;

insert into warehouse.court_report
    (offender_id, trust_id, authority_id, vintage_id, kind, court, requested_on, due_on, delivered_on)
select person, trust_id, authority_id, vintage_id, made.kind, court, requested::date, due::date, delivered::date
from at_place
cross join holding
cross join (
    values
        (1, 'standard', 'crown', '2010-10-01', '2010-10-22', '2010-10-22'), -- OM01 yes, OM38 no, OM40 yes
        (2, 'standard', 'magistrates', '2010-12-01', '2010-12-31', '2011-01-04'), -- OM01 no, OM40 no
        (3, 'oral', 'magistrates', '2010-11-01', '2010-11-01', '2010-11-01'), -- OM01 yes, OM38 yes, OM40 yes
        (4, 'fast', 'magistrates', '2010-12-15', '2010-12-20', '2010-12-31'), -- OM02 yes, OM38 yes, OM40 no
        (5, 'fast', 'magistrates', '2010-12-16', '2010-12-30', '2010-12-30'), -- OM38 yes, OM40 yes; OM02 in January
        (6, 'fast', 'magistrates', '2010-09-17', '2010-09-24', '2010-10-04'), -- OM02 no, OM38 yes
        (7, 'fast', 'magistrates', '2010-09-16', '2010-09-20', '2010-09-20'), -- all in September
        (8, 'fast', 'crown', '2010-10-05', '2010-10-12', null), -- OM01 no, OM40 no
        (9, 'fast', 'magistrates', '2010-11-01', '2010-11-08', null) -- OM02 no, OM40 no
) as made (person, kind, court, requested, due, delivered)
where holding.kind = 'court-reports';

insert into warehouse.enforcement
    (offender_id, trust_id, authority_id, vintage_id, kind, failed_on, begun_on, resolved_on, hours_to_casework)
select person, trust_id, authority_id, vintage_id, made.kind, failed::date, begun::date, resolved::date, hours
from at_place
cross join holding
cross join (
    values
        (1, 'breach', '2010-08-25', '2010-08-26', '2010-09-01', null), -- OM03 and OM05 in September
        (2, 'breach', '2010-08-26', '2010-09-09', '2010-09-30', null), -- OM03 yes
        (3, 'breach', '2010-11-24', '2010-12-08', '2010-12-31', null), -- OM03 yes, OM05 yes: the last day of both
        (4, 'breach', '2010-11-25', '2010-12-10', null, null), -- OM05 no: a day late; OM03 in January
        (5, 'breach', '2010-10-01', null, null, null), -- OM03 no, OM05 no
        (6, 'breach', '2010-12-15', '2010-12-31', null, null), -- OM05 yes: two bank holidays
        (7, 'breach', '2010-12-16', '2010-12-17', null, null), -- OM05 in January
        (8, 'breach', '2010-09-16', '2010-09-17', '2010-10-15', null), -- OM03 yes
        (1, 'recall', '2010-09-30', null, null, 20), -- OM04 yes
        (2, 'recall', '2010-12-31', null, null, 5), -- OM04 in January
        (3, 'recall', '2010-12-30', null, null, 25), -- OM04 no
        (4, 'recall', '2010-11-11', null, null, null), -- OM04 no
        (5, 'recall', '2010-09-29', null, null, 3), -- OM04 in September
        (12, 'breach', '2010-12-20', '2010-12-31', null, null), -- on the last day of six months
        (13, 'breach', '2010-12-20', '2011-01-04', null, null), -- after six months
        (14, 'recall', '2010-07-01', null, null, 3),
        (15, 'breach', '2010-06-01', '2010-06-02', '2010-06-20', null) -- of an order that is not among these
) as made (person, kind, failed, begun, resolved, hours)
where holding.kind = 'enforcement';

insert into warehouse.commencement (
    offender_id, trust_id, authority_id, vintage_id, kind, commenced_on, tier, is_ppo, trigger_offence, drug_testing,
    appointments, attended)
select
    person, trust_id, authority_id, vintage_id, made.kind, commenced::date, 3, ppo, trigger, testing, appointments,
    attended
from at_place
cross join holding
cross join (
    values
        (11, 'community order', '2010-04-01', false, null, null, 10, 10), -- OM06 yes; OM31 in September
        (12, 'community order', '2010-06-30', false, null, null, 20, 15), -- OM06 no, OM31 15 of 20
        (13, 'suspended sentence order', '2010-06-30', false, null, null, null, null), -- OM06 yes, OM31 unknown
        (14, 'licence', '2010-05-03', false, true, false, 8, 8), -- OM06 no, OM31 8 of 8
        (15, 'licence', '2010-05-03', false, false, false, 4, 0), -- OM06 yes, OM31 0 of 4
        (16, 'community order', '2010-07-01', false, null, null, 10, 5), -- OM06 in January; OM31 5 of 10
        (17, 'community order', '2010-03-31', false, null, null, 3, 3), -- OM06 and OM31 in September
        (18, 'licence', '2010-10-01', true, true, true, null, null), -- OM18 yes
        (19, 'licence', '2010-12-31', true, true, false, null, null), -- OM18 no
        (20, 'licence', '2010-11-01', false, true, true, null, null), -- not a PPO
        (10, 'licence', '2010-11-02', true, false, false, null, null) -- not a trigger offence
) as made (person, kind, commenced, ppo, trigger, testing, appointments, attended)
where holding.kind = 'commencements';

insert into warehouse.victim_contact
    (offender_id, trust_id, authority_id, vintage_id, sentenced_on, victim_number, contacted_on)
select person, trust_id, authority_id, vintage_id, sentenced::date, number, contacted::date
from at_place
cross join holding
cross join (
    values
        (1, '2010-08-06', 1, '2010-10-01'), -- OM07 yes, on the last day
        (2, '2010-11-05', 1, '2011-01-01'), -- OM07 no: a day late
        (2, '2010-11-05', 2, null), -- OM07 no
        (3, '2010-11-06', 1, '2010-11-10') -- OM07 in January
) as made (person, sentenced, number, contacted)
where holding.kind = 'victim-contacts';

insert into warehouse.assessment (
    offender_id, trust_id, authority_id, vintage_id, kind, due_on, completed_on, tier, is_ppo, custody_phase,
    risk_of_harm, plan_due_on, plan_completed_on, above_standard, needs_identified, needs_met)
select
    person, trust_id, authority_id, vintage_id, made.kind, due::date, completed::date, tier, ppo, phase, risk,
    plan_due::date, plan_made::date, above, needs, met
from at_place
cross join holding
cross join (
    values
        -- OM08 yes, OM16 yes, OM26 yes
        (1, 'review', '2010-10-01', '2010-10-01', 2, false, null, 'medium', '2010-10-31', '2010-10-31', true, null,
            null),
        -- OM08 no: a day late
        (2, 'initial', '2010-12-31', '2011-01-01', 3, false, null, null, null, null, null, null, null),
        -- OM08 no, OM10 no, OM35 no, OM16 unknown
        (3, 'review', '2010-11-01', null, 3, true, null, null, '2010-11-15', null, null, null, null),
        -- OM08, OM09 and OM35 unknown
        (4, 'review', '2010-11-02', '2010-11-02', null, false, null, null, null, null, null, null, null),
        -- OM09 yes, OM35 yes, OM16 no, OM26 no
        (5, 'review', '2010-11-03', '2010-11-01', 4, false, null, 'very high', '2010-12-31', '2011-01-02', false,
            null, null),
        -- OM10 yes, OM35 yes, OM16 no
        (6, 'review', '2010-11-04', '2010-11-04', 4, true, null, 'high', '2010-11-30', null, null, null, null),
        -- of a tier that does not count, and of low risk
        (7, 'review', '2010-11-05', '2010-11-05', 1, false, null, 'low', '2010-11-30', '2010-11-30', null, null, null),
        -- OM14 yes; OM16 in January
        (8, 'review', '2010-11-05', '2010-11-05', 4, false, 2, 'high', '2011-01-15', '2011-01-15', null, null, null),
        -- OM14 no
        (9, 'initial', '2010-11-06', null, 3, false, 3, null, null, null, null, null, null),
        -- all in January
        (10, 'review', '2011-01-01', '2011-01-01', 2, false, null, null, null, null, true, null, null),
        -- OM10 no, OM35 no; OM08 unknown
        (16, 'review', '2010-11-07', '2010-11-08', null, true, null, null, null, null, null, null, null),
        -- OM11 yes, OM39 yes, OM26 yes, OM30 3 of 4
        (11, 'final', '2010-10-15', '2010-10-15', 2, false, null, null, null, null, true, 4, 3),
        -- OM12 no, OM39 no, OM30 0 of 2
        (12, 'final', '2010-10-16', '2010-10-20', 4, false, null, null, null, null, null, 2, 0),
        -- OM11 yes, OM13 yes, OM39 yes, OM30 unknown
        (13, 'final', '2010-10-17', '2010-10-17', 3, true, null, null, null, null, null, null, null),
        -- OM11, OM12, OM30 and OM39 unknown
        (14, 'final', '2010-10-18', null, null, false, null, null, null, null, null, null, null),
        -- OM30 1 of 1
        (15, 'final', '2010-10-19', '2010-10-19', 1, false, null, null, null, null, null, 1, 1)
) as made (
    person, kind, due, completed, tier, ppo, phase, risk, plan_due, plan_made, above, needs, met)
where holding.kind = 'assessments';

insert into warehouse.parole_report
    (offender_id, trust_id, authority_id, vintage_id, kind, review_began_on, due_on, delivered_on)
select person, trust_id, authority_id, vintage_id, made.kind, began::date, due::date, delivered::date
from at_place
cross join holding
cross join (
    values
        (1, 'parole', null, '2010-10-01', '2010-10-01'), -- OM15 yes
        (2, 'parole', null, '2010-12-31', null), -- OM15 no
        (3, 'parole', null, '2011-01-01', '2010-12-01'), -- OM15 in January
        (4, 'indeterminate review', '2010-08-06', '2010-09-01', '2010-10-01'), -- OM27 yes
        (5, 'indeterminate review', '2010-11-05', '2010-12-01', '2011-01-01'), -- OM27 no: a day late
        (6, 'indeterminate review', '2010-11-06', '2010-12-01', '2010-12-01') -- OM27 in January
) as made (person, kind, began, due, delivered)
where holding.kind = 'parole-reports';

insert into warehouse.termination (offender_id, trust_id, authority_id, vintage_id, kind, terminated_on, reason)
select person, trust_id, authority_id, vintage_id, made.kind, ended::date, reason
from at_place
cross join holding
cross join (
    values
        (1, 'order', '2010-10-01', 'completed'), -- OM20 yes
        (2, 'licence', '2010-12-31', 'revoked'), -- OM20 no
        (3, 'order', '2010-11-01', 'died'),
        (4, 'order', '2011-01-01', 'completed')
) as made (person, kind, ended, reason)
where holding.kind = 'terminations';

insert into warehouse.requirement
    (offender_id, trust_id, authority_id, vintage_id, kind, made_on, started_on, ended_on, outcome)
select person, trust_id, authority_id, vintage_id, made.kind, '2010-02-01', started::date, ended::date, outcome
from at_place
cross join holding
cross join (
    values
        (1, 'unpaid work', '2010-03-10', '2010-04-01', 'completed'), -- INT05
        (2, 'unpaid work', '2010-03-10', '2010-12-31', 'completed'), -- INT05, INT18 yes, OM28 yes
        (3, 'unpaid work', null, '2010-11-01', 'not completed'), -- OM28 no
        (4, 'unpaid work', '2010-03-10', '2010-11-02', 'not completed'), -- INT18 no, OM28 no
        (5, 'drug rehabilitation', '2010-04-01', '2010-12-01', 'completed'), -- INT06, INT12, INT17 yes, OM28 yes
        (6, 'drug rehabilitation', '2010-12-31', null, null), -- INT12
        (7, 'drug rehabilitation', '2011-01-01', null, null),
        (8, 'drug rehabilitation', '2010-02-01', '2010-10-02', 'not completed'), -- INT17 no, OM28 no
        (9, 'alcohol treatment', '2010-06-01', '2010-10-03', 'completed'), -- INT07, INT16 yes, OM28 yes
        (10, 'alcohol treatment', '2010-06-01', '2010-10-04', 'not completed'), -- INT16 no, OM28 no
        (11, 'supervision', '2010-02-01', '2010-10-05', 'completed'), -- OM28 yes
        (12, 'unpaid work', '2010-02-01', '2011-01-01', 'completed'),
        (13, 'unpaid work', '2010-02-01', '2010-03-31', 'completed')
) as made (person, kind, started, ended, outcome)
where holding.kind = 'requirements';

insert into warehouse.programme
    (offender_id, trust_id, authority_id, vintage_id, kind, referred_on, ogrs, started_on, ended_on, outcome)
select
    person, trust_id, authority_id, vintage_id, made.kind, referred::date, ogrs, started::date, ended::date, outcome
from at_place
cross join holding
cross join (
    values
        (1, 'sex offender', '2009-06-01', null, '2009-07-01', '2010-04-01', 'completed'), -- INT01
        (2, 'sex offender', '2009-06-01', null, '2009-07-01', '2010-10-01', 'not completed'), -- INT13 no
        (3, 'sex offender', '2009-06-01', null, '2009-07-01', '2010-11-01', 'completed'), -- INT01, INT13 yes
        (4, 'domestic violence', '2010-02-01', 60, '2010-03-01', '2010-12-31', 'completed'), -- INT02, INT14 yes
        (5, 'offending behaviour', '2010-06-01', 50, '2010-10-01', '2010-12-01', 'completed'), -- INT03, INT04, 15, 21
        (6, 'other accredited', '2010-10-05', 49, '2010-12-31', null, null), -- INT04 no, INT22 no
        (7, 'offending behaviour', '2010-11-01', null, null, null, null), -- INT22 unknown
        (8, 'offending behaviour', '2010-12-31', 75, null, null, null), -- INT22 yes
        (9, 'other accredited', '2010-01-01', 30, '2010-02-01', '2010-10-10', 'completed'), -- INT03, INT15, INT21 no
        (10, 'offending behaviour', '2010-04-01', 60, '2010-05-01', '2010-10-11', 'not completed'), -- INT15 no
        (11, 'domestic violence', '2010-10-20', 80, null, null, null)
) as made (person, kind, referred, ogrs, started, ended, outcome)
where holding.kind = 'programmes';

insert into warehouse.employment_referral (
    offender_id, trust_id, authority_id, vintage_id, kind, referred_on, started_on, award_on, employed_on, sustained_on)
select
    person, trust_id, authority_id, vintage_id, made.kind, referred::date, started::date, award::date, employed::date,
    sustained::date
from at_place
cross join holding
cross join (
    values
        (1, 'education', '2010-04-01', '2010-04-15', '2010-09-30', null, null), -- OM19, INT19; INT20 in September
        (2, 'education', '2010-04-02', '2010-04-20', '2010-10-01', null, null), -- OM19, INT19, INT20 yes
        (3, 'education', '2010-07-02', null, null, null, null), -- OM19, INT20 no
        (4, 'education', '2010-05-01', '2010-12-31', '2011-01-10', null, null), -- OM19, INT19, INT20 no
        (5, 'employment', '2010-03-01', '2010-03-02', null, '2010-03-04', '2010-04-01'), -- INT08
        (6, 'employment', '2010-08-01', '2010-08-02', null, '2010-09-01', '2010-09-29'), -- INT08
        (6, 'education', '2010-08-01', null, null, '2010-09-01', '2010-09-29'), -- OM19; the same job
        (8, 'employment', '2010-12-01', '2010-12-02', null, '2010-12-10', '2011-01-07'),
        (9, 'education', '2010-12-31', null, null, null, null), -- OM19
        (10, 'education', '2010-03-31', null, null, null, null)
) as made (person, kind, referred, started, award, employed, sustained)
where holding.kind = 'employment-referrals';

insert into warehouse.work_session (
    trust_id, authority_id, vintage_id, held_on, session_number, placement, instructed, stood_down, attended, hours)
select
    trust_id, authority_id, vintage_id, held::date, 1, placement, instructed, stood_down, attended, hours
from at_place
cross join holding
cross join (
    values
        ('2010-10-01', 'group', 10, 0, 8, 52.75),
        ('2010-12-31', 'group', 12, 12, 0, 0), -- the whole group stood down
        ('2010-11-01', 'agency', 4, 0, 3, 21),
        ('2010-11-02', 'group', 6, 1, 0, 0), -- nobody came
        ('2011-01-01', 'group', 5, 5, 0, 0)
) as made (held, placement, instructed, stood_down, attended, hours)
where holding.kind = 'work-sessions';

insert into warehouse.area_count
    (area_id, vintage_id, measure, counted_from, counted_through, category, number, out_of)
select
    trust_id, vintage_id, measure, first_day::date, (first_day::date + interval '3 months')::date - 1, category, number,
    out_of
from at_place
cross join holding
cross join (
    values
        ('MAPPA offenders', '2010-10-01', 'level 1', 300, null),
        ('MAPPA offenders', '2010-10-01', 'level 2', 20, null),
        ('MAPPA offenders', '2010-10-01', 'level 3', 2, null),
        ('MAPPA offenders', '2010-07-01', 'level 1', 290, null),
        ('deaths in approved premises', '2010-04-01', 'natural causes', 1, null),
        ('deaths in approved premises', '2010-07-01', 'natural causes', 0, null),
        ('deaths in approved premises', '2010-10-01', 'natural causes', 0, null),
        ('deaths in approved premises', '2010-10-01', 'self-inflicted', 1, null),
        ('deaths in approved premises', '2011-01-01', 'other', 5, null),
        ('MAPPA meetings', '2010-04-01', 'level 2', 10, 12),
        ('MAPPA meetings', '2010-07-01', 'level 2', 0, 0),
        ('MAPPA meetings', '2010-10-01', 'level 3', 3, 3),
        ('MAPPA meetings', '2010-01-01', 'level 2', 1, 9),
        ('programme staff', '2010-10-01', 'all', 4.5, null)
) as made (measure, first_day, category, number, out_of)
where holding.kind = 'area-counts';
