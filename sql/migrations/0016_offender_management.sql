-- What offender managers do by a deadline: reports, enforcement, contacts with victims, assessments. Deadlines count
-- working days, so the warehouse knows which days are not.
create table warehouse.bank_holiday (
    day date primary key,
    name text not null check (name <> '')
);
comment on table warehouse.bank_holiday is
    'Bank holidays of England and Wales, 2007 to 2014 (Banking and Financial Dealings Act 1971, and proclamations).';
comment on column warehouse.bank_holiday.day is 'The day, or the one held instead where it falls on a weekend.';
comment on column warehouse.bank_holiday.name is 'What it is for.';

insert into warehouse.bank_holiday (day, name)
select day::date, holiday
from (
    values
        ('New Year', array[
            '2007-01-01', '2008-01-01', '2009-01-01', '2010-01-01',
            '2011-01-03', '2012-01-02', '2013-01-01', '2014-01-01']),
        ('Good Friday', array[
            '2007-04-06', '2008-03-21', '2009-04-10', '2010-04-02',
            '2011-04-22', '2012-04-06', '2013-03-29', '2014-04-18']),
        ('Easter Monday', array[
            '2007-04-09', '2008-03-24', '2009-04-13', '2010-04-05',
            '2011-04-25', '2012-04-09', '2013-04-01', '2014-04-21']),
        ('early May', array[
            '2007-05-07', '2008-05-05', '2009-05-04', '2010-05-03',
            '2011-05-02', '2012-05-07', '2013-05-06', '2014-05-05']),
        ('spring', array[
            '2007-05-28', '2008-05-26', '2009-05-25', '2010-05-31',
            '2011-05-30', '2012-06-04', '2013-05-27', '2014-05-26']),
        ('summer', array[
            '2007-08-27', '2008-08-25', '2009-08-31', '2010-08-30',
            '2011-08-29', '2012-08-27', '2013-08-26', '2014-08-25']),
        ('Christmas', array[
            '2007-12-25', '2008-12-25', '2009-12-25', '2010-12-27',
            '2011-12-27', '2012-12-25', '2013-12-25', '2014-12-25']),
        ('Boxing Day', array[
            '2007-12-26', '2008-12-26', '2009-12-28', '2010-12-28',
            '2011-12-26', '2012-12-26', '2013-12-26', '2014-12-26']),
        ('royal wedding', array['2011-04-29']),
        ('jubilee', array['2012-06-05'])
) as holidays (holiday, days)
cross join unnest(days) as day;

create view reporting.bank_holiday as
select day, name from warehouse.bank_holiday;
comment on view reporting.bank_holiday is 'Bank holidays of England and Wales.';

-- 1 January 1900 was a Monday.
create function reporting.weekdays_through(day date) returns integer
language sql immutable parallel safe
return (day - date '1900-01-01') / 7 * 5 + least((day - date '1900-01-01') % 7 + 1, 5);
comment on function reporting.weekdays_through(date) is
    'Mondays to Fridays from 1 January 1900 through a day, not before it.';

create function reporting.working_days(from_day date, to_day date) returns integer
language sql stable parallel safe
return case
    when to_day <= from_day then 0
    else reporting.weekdays_through(to_day) - reporting.weekdays_through(from_day)
        - (select count(*)::integer from reporting.bank_holiday h where h.day > from_day and h.day <= to_day)
end;
comment on function reporting.working_days(date, date) is
    'Working days after one day through another, bank holidays left out: from a Friday to the Monday after is 1. 0 '
    'where the second day is not later; null where either is.';

create table warehouse.court_report (
    offender_id integer not null references warehouse.offender,
    requested_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    kind text not null check (kind in ('standard', 'fast', 'oral')),
    court text not null check (court in ('magistrates', 'crown')),
    due_on date not null,
    delivered_on date,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (due_on >= requested_on),
    check (delivered_on >= requested_on),
    check (superseded_by > vintage_id)
);
comment on table warehouse.court_report is 'One pre-sentence report that a court asked for.';
comment on column warehouse.court_report.offender_id is 'The person.';
comment on column warehouse.court_report.requested_on is 'Day on which the court asked for it, adjourning the case.';
comment on column warehouse.court_report.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.court_report.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.court_report.kind is
    'standard; fast (written, on the day or in days); oral (told to the court).';
comment on column warehouse.court_report.court is 'Which court.';
comment on column warehouse.court_report.due_on is 'Day by which the court wanted it.';
comment on column warehouse.court_report.delivered_on is 'Day on which it was delivered; null where it was not.';
comment on column warehouse.court_report.vintage_id is 'The extract that the row came in.';
comment on column warehouse.court_report.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index court_report_current on warehouse.court_report (due_on, offender_id, requested_on)
    where superseded_by is null;
create index court_report_delivered on warehouse.court_report (delivered_on) where superseded_by is null;

create view reporting.court_report as
select offender_id, requested_on, trust_id, authority_id, kind, court, due_on, delivered_on
from warehouse.court_report
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.court_report is 'Current rows: one pre-sentence report that a court asked for.';

create table warehouse.enforcement (
    offender_id integer not null references warehouse.offender,
    kind text not null check (kind in ('breach', 'recall')),
    failed_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    begun_on date,
    resolved_on date,
    hours_to_casework smallint check (hours_to_casework >= 0),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (begun_on >= failed_on),
    check (resolved_on >= begun_on),
    check (resolved_on is null or begun_on is not null),
    check (kind = 'breach' or begun_on is null),
    check (kind = 'recall' or hours_to_casework is null),
    check (superseded_by > vintage_id)
);
comment on table warehouse.enforcement is
    'One failure to comply with an order or licence, with the breach proceedings or recall that followed.';
comment on column warehouse.enforcement.offender_id is 'The person.';
comment on column warehouse.enforcement.kind is 'breach (of an order) or recall (of a licence).';
comment on column warehouse.enforcement.failed_on is
    'Day of the failure that led to it: for a breach the last unacceptable one, for a recall the day of its '
    'decision.';
comment on column warehouse.enforcement.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.enforcement.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.enforcement.begun_on is
    'Day on which breach proceedings were begun; null until then, and for recalls.';
comment on column warehouse.enforcement.resolved_on is
    'Day on which the court resolved the breach; null until then, and for recalls.';
comment on column warehouse.enforcement.hours_to_casework is
    'Hours from the decision to recall until the request reached the national casework section; null until then, '
    'and for breaches.';
comment on column warehouse.enforcement.vintage_id is 'The extract that the row came in.';
comment on column warehouse.enforcement.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index enforcement_current on warehouse.enforcement (failed_on, offender_id, kind)
    where superseded_by is null;
create index enforcement_who on warehouse.enforcement (offender_id) where superseded_by is null;

create view reporting.enforcement as
select offender_id, kind, failed_on, trust_id, authority_id, begun_on, resolved_on, hours_to_casework
from warehouse.enforcement
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.enforcement is
    'Current rows: one failure to comply with an order or licence, with the breach proceedings or recall that '
    'followed.';

create table warehouse.victim_contact (
    offender_id integer not null references warehouse.offender,
    sentenced_on date not null,
    victim_number smallint not null check (victim_number > 0),
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    contacted_on date,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (contacted_on >= sentenced_on),
    check (superseded_by > vintage_id)
);
comment on table warehouse.victim_contact is
    'One victim to be offered contact after a qualifying sentence. Nothing of the victim is kept.';
comment on column warehouse.victim_contact.offender_id is 'The person sentenced.';
comment on column warehouse.victim_contact.sentenced_on is 'Day of the sentence.';
comment on column warehouse.victim_contact.victim_number is 'Tells the victims of one sentence apart.';
comment on column warehouse.victim_contact.trust_id is 'Probation area or trust that is to make contact.';
comment on column warehouse.victim_contact.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.victim_contact.contacted_on is
    'Day on which the victim was first contacted; null where not.';
comment on column warehouse.victim_contact.vintage_id is 'The extract that the row came in.';
comment on column warehouse.victim_contact.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index victim_contact_current on warehouse.victim_contact (sentenced_on, offender_id, victim_number)
    where superseded_by is null;

create view reporting.victim_contact as
select offender_id, sentenced_on, victim_number, trust_id, authority_id, contacted_on
from warehouse.victim_contact
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.victim_contact is
    'Current rows: one victim to be offered contact after a qualifying sentence. Nothing of the victim is kept.';

create table warehouse.assessment (
    offender_id integer not null references warehouse.offender,
    kind text not null check (kind in ('initial', 'review', 'final')),
    due_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    completed_on date,
    tier smallint check (tier between 1 and 4),
    is_ppo boolean not null,
    custody_phase smallint check (custody_phase in (2, 3)),
    risk_of_harm text check (risk_of_harm in ('low', 'medium', 'high', 'very high')),
    plan_due_on date,
    plan_completed_on date,
    above_standard boolean,
    needs_identified smallint check (needs_identified >= 0),
    needs_met smallint check (needs_met >= 0),
    ogp_at_start smallint check (ogp_at_start between 0 and 100),
    ogp smallint check (ogp between 0 and 100),
    ovp_at_start smallint check (ovp_at_start between 0 and 100),
    ovp smallint check (ovp between 0 and 100),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (kind = 'final' or num_nonnulls(needs_identified, needs_met, ogp_at_start, ovp_at_start) = 0),
    check (needs_met <= needs_identified),
    check ((needs_met is null) = (needs_identified is null)),
    check (completed_on is not null or num_nonnulls(risk_of_harm, above_standard, needs_identified, ogp, ovp) = 0),
    check (plan_completed_on is null or plan_due_on is not null),
    check (superseded_by > vintage_id)
);
comment on table warehouse.assessment is 'One OASys assessment that was due, done or not.';
comment on column warehouse.assessment.offender_id is 'The person.';
comment on column warehouse.assessment.kind is 'initial, review or final (at the end of the order or licence).';
comment on column warehouse.assessment.due_on is 'Day by which it was to be completed.';
comment on column warehouse.assessment.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.assessment.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.assessment.completed_on is 'Day on which it was completed; null where it was not.';
comment on column warehouse.assessment.tier is
    'Offender management tier then, 1 (least) to 4; null where not recorded.';
comment on column warehouse.assessment.is_ppo is 'Whether the person was then a prolific or other priority offender.';
comment on column warehouse.assessment.custody_phase is
    'For a prisoner, the phase of offender management, 2 or 3; null in the community.';
comment on column warehouse.assessment.risk_of_harm is 'Risk of serious harm as assessed; null where not completed.';
comment on column warehouse.assessment.plan_due_on is
    'Day by which a risk management plan was to be made; null where none was.';
comment on column warehouse.assessment.plan_completed_on is 'Day on which the plan was made; null where it was not.';
comment on column warehouse.assessment.above_standard is
    'Whether a quality audit found it above the required standard; null where it was not audited.';
comment on column warehouse.assessment.needs_identified is
    'Criminogenic needs identified on the order or licence; null but in final assessments.';
comment on column warehouse.assessment.needs_met is 'Those of the needs that were met by its end.';
comment on column warehouse.assessment.ogp_at_start is
    'OGP score (general re-offending) at the start of the order or licence, in per cent; null but in final '
    'assessments.';
comment on column warehouse.assessment.ogp is 'OGP score now; null where not scored.';
comment on column warehouse.assessment.ovp_at_start is
    'OVP score (violent re-offending) at the start, in per cent; null but in final assessments.';
comment on column warehouse.assessment.ovp is 'OVP score now; null where not scored.';
comment on column warehouse.assessment.vintage_id is 'The extract that the row came in.';
comment on column warehouse.assessment.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index assessment_current on warehouse.assessment (due_on, offender_id, kind) where superseded_by is null;
create index assessment_plan on warehouse.assessment (plan_due_on) where superseded_by is null;

create view reporting.assessment as
select
    offender_id, kind, due_on, trust_id, authority_id, completed_on, tier, is_ppo, custody_phase, risk_of_harm,
    plan_due_on, plan_completed_on, above_standard, needs_identified, needs_met, ogp_at_start, ogp, ovp_at_start,
    ovp
from warehouse.assessment
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.assessment is 'Current rows: one OASys assessment that was due, done or not.';

create table warehouse.parole_report (
    offender_id integer not null references warehouse.offender,
    kind text not null check (kind in ('parole', 'indeterminate review')),
    due_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    review_began_on date,
    delivered_on date,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check ((kind = 'indeterminate review') = (review_began_on is not null)),
    check (due_on >= review_began_on),
    check (delivered_on >= review_began_on),
    check (superseded_by > vintage_id)
);
comment on table warehouse.parole_report is 'One report that was due on a prisoner who may be released.';
comment on column warehouse.parole_report.offender_id is 'The person.';
comment on column warehouse.parole_report.kind is
    'parole (a parole-eligible case) or indeterminate review (of an indeterminate sentence).';
comment on column warehouse.parole_report.due_on is 'Day by which it was to be delivered.';
comment on column warehouse.parole_report.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.parole_report.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.parole_report.review_began_on is
    'Day on which an indeterminate sentence''s review began; null for parole.';
comment on column warehouse.parole_report.delivered_on is 'Day on which it was delivered; null where it was not.';
comment on column warehouse.parole_report.vintage_id is 'The extract that the row came in.';
comment on column warehouse.parole_report.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index parole_report_current on warehouse.parole_report (due_on, offender_id, kind)
    where superseded_by is null;

create view reporting.parole_report as
select offender_id, kind, due_on, trust_id, authority_id, review_began_on, delivered_on
from warehouse.parole_report
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.parole_report is 'Current rows: one report that was due on a prisoner who may be released.';
