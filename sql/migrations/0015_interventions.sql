-- What people do under supervision: the orders and licences that began, their requirements, programmes, work.
create table warehouse.commencement (
    offender_id integer not null references warehouse.offender,
    commenced_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    kind text not null check (kind in ('community order', 'suspended sentence order', 'licence')),
    tier smallint check (tier between 1 and 4),
    is_ppo boolean not null,
    trigger_offence boolean,
    drug_testing boolean,
    appointments smallint check (appointments >= 0),
    attended smallint check (attended >= 0),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (attended <= appointments),
    check ((attended is null) = (appointments is null)),
    check ((kind = 'licence') = (trigger_offence is not null)),
    check ((kind = 'licence') = (drug_testing is not null)),
    check (superseded_by > vintage_id)
);
comment on table warehouse.commencement is 'One order or licence that began.';
comment on column warehouse.commencement.offender_id is 'The person.';
comment on column warehouse.commencement.commenced_on is 'Day on which it began.';
comment on column warehouse.commencement.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.commencement.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.commencement.kind is 'What began.';
comment on column warehouse.commencement.tier is 'Offender management tier, 1 (least) to 4; null where not recorded.';
comment on column warehouse.commencement.is_ppo is 'Whether the person was then a prolific or other priority offender.';
comment on column warehouse.commencement.trigger_offence is
    'Whether a licence is for a trigger offence, one for which a drug test may be asked; null for orders.';
comment on column warehouse.commencement.drug_testing is
    'Whether a licence has a drug-testing condition; null for orders.';
comment on column warehouse.commencement.appointments is
    'Appointments arranged for the first 26 weeks; null until these have passed, or where none are recorded.';
comment on column warehouse.commencement.attended is 'Those of the appointments that were attended.';
comment on column warehouse.commencement.vintage_id is 'The extract that the row came in.';
comment on column warehouse.commencement.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index commencement_current on warehouse.commencement (commenced_on, offender_id, kind)
    where superseded_by is null;
create index commencement_who on warehouse.commencement (offender_id) where superseded_by is null;

create view reporting.commencement as
select
    offender_id, commenced_on, trust_id, authority_id, kind, tier, is_ppo, trigger_offence, drug_testing,
    appointments, attended
from warehouse.commencement
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.commencement is 'Current rows: one order or licence that began.';

create table warehouse.requirement (
    offender_id integer not null references warehouse.offender,
    kind text not null check (kind in (
        'unpaid work', 'drug rehabilitation', 'alcohol treatment', 'mental health treatment', 'accredited programme',
        'supervision', 'specified activity', 'prohibited activity', 'curfew', 'exclusion', 'residence',
        'attendance centre')),
    made_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    hours_ordered smallint check (hours_ordered between 1 and 600),
    started_on date,
    ended_on date,
    outcome text check (outcome in ('completed', 'not completed')),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (hours_ordered is null or kind = 'unpaid work'),
    check (started_on >= made_on),
    check (ended_on >= made_on),
    check (ended_on >= started_on),
    check ((ended_on is null) = (outcome is null)),
    check (outcome <> 'completed' or started_on is not null),
    check (superseded_by > vintage_id)
);
comment on table warehouse.requirement is 'One requirement of a community order, suspended sentence order or licence.';
comment on column warehouse.requirement.offender_id is 'The person.';
comment on column warehouse.requirement.kind is
    'Which of the requirements of the Criminal Justice Act 2003; unpaid work is Community Payback.';
comment on column warehouse.requirement.made_on is 'Day on which the court, or the licence, made it.';
comment on column warehouse.requirement.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.requirement.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.requirement.hours_ordered is
    'Hours of unpaid work ordered; null for other kinds, and where not recorded.';
comment on column warehouse.requirement.started_on is 'Day on which it was started; null until then.';
comment on column warehouse.requirement.ended_on is 'Day on which it ended, completed or not; null until then.';
comment on column warehouse.requirement.outcome is 'How it ended; null until then.';
comment on column warehouse.requirement.vintage_id is 'The extract that the row came in.';
comment on column warehouse.requirement.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index requirement_current on warehouse.requirement (made_on, offender_id, kind)
    where superseded_by is null;
create index requirement_started on warehouse.requirement (started_on) where superseded_by is null;
create index requirement_ended on warehouse.requirement (ended_on) where superseded_by is null;

create view reporting.requirement as
select offender_id, kind, made_on, trust_id, authority_id, hours_ordered, started_on, ended_on, outcome
from warehouse.requirement
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.requirement is
    'Current rows: one requirement of a community order, suspended sentence order or licence.';

create table warehouse.programme (
    offender_id integer not null references warehouse.offender,
    kind text not null check (kind in (
        'sex offender', 'domestic violence', 'offending behaviour', 'other accredited')),
    referred_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    ogrs smallint check (ogrs between 0 and 100),
    started_on date,
    ended_on date,
    outcome text check (outcome in ('completed', 'not completed')),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (started_on >= referred_on),
    check (ended_on >= started_on),
    check (ended_on is null or started_on is not null),
    check ((ended_on is null) = (outcome is null)),
    check (superseded_by > vintage_id)
);
comment on table warehouse.programme is 'One person''s way through an accredited programme, from the referral.';
comment on column warehouse.programme.offender_id is 'The person.';
comment on column warehouse.programme.kind is
    'Type of programme: other accredited are those that are none of the first three, such as for substance misuse '
    'or drink driving.';
comment on column warehouse.programme.referred_on is 'Day of the referral.';
comment on column warehouse.programme.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.programme.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.programme.ogrs is
    'OGRS score then, the chance of proven re-offending within two years in per cent; null where not scored. Which '
    'score makes a person eligible is a report''s parameter.';
comment on column warehouse.programme.started_on is 'Day of the first session; null until then.';
comment on column warehouse.programme.ended_on is 'Day of the last session, or of leaving; null until then.';
comment on column warehouse.programme.outcome is 'How it ended; null until then.';
comment on column warehouse.programme.vintage_id is 'The extract that the row came in.';
comment on column warehouse.programme.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index programme_current on warehouse.programme (referred_on, offender_id, kind)
    where superseded_by is null;
create index programme_started on warehouse.programme (started_on) where superseded_by is null;
create index programme_ended on warehouse.programme (ended_on) where superseded_by is null;

create view reporting.programme as
select offender_id, kind, referred_on, trust_id, authority_id, ogrs, started_on, ended_on, outcome
from warehouse.programme
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.programme is
    'Current rows: one person''s way through an accredited programme, from the referral.';

create table warehouse.employment_referral (
    offender_id integer not null references warehouse.offender,
    kind text not null check (kind in ('education', 'employment')),
    referred_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    started_on date,
    award_on date,
    employed_on date,
    sustained_on date,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (started_on >= referred_on),
    check (award_on >= started_on),
    check (award_on is null or started_on is not null and kind = 'education'),
    check (employed_on >= referred_on),
    check (sustained_on >= employed_on + 28),
    check (sustained_on is null or employed_on is not null),
    check (superseded_by > vintage_id)
);
comment on table warehouse.employment_referral is
    'One referral to education or training, or to help with finding work.';
comment on column warehouse.employment_referral.offender_id is 'The person.';
comment on column warehouse.employment_referral.kind is 'education (or training), or employment.';
comment on column warehouse.employment_referral.referred_on is 'Day of the referral.';
comment on column warehouse.employment_referral.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.employment_referral.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.employment_referral.started_on is
    'Day on which the course, or the help, was started; null until then.';
comment on column warehouse.employment_referral.award_on is
    'Day of an award that the course ended in; null where none.';
comment on column warehouse.employment_referral.employed_on is 'Day on which the person began work; null until then.';
comment on column warehouse.employment_referral.sustained_on is
    'Day on which the person had kept that work for four weeks; null until then.';
comment on column warehouse.employment_referral.vintage_id is 'The extract that the row came in.';
comment on column warehouse.employment_referral.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index employment_referral_current on warehouse.employment_referral (referred_on, offender_id, kind)
    where superseded_by is null;
create index employment_referral_started on warehouse.employment_referral (started_on) where superseded_by is null;
create index employment_referral_award on warehouse.employment_referral (award_on) where superseded_by is null;
create index employment_referral_sustained on warehouse.employment_referral (sustained_on) where superseded_by is null;

create view reporting.employment_referral as
select offender_id, kind, referred_on, trust_id, authority_id, started_on, award_on, employed_on, sustained_on
from warehouse.employment_referral
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.employment_referral is
    'Current rows: one referral to education or training, or to help with finding work.';

create table warehouse.work_session (
    held_on date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    session_number smallint not null check (session_number > 0),
    placement text not null check (placement in ('group', 'agency')),
    instructed smallint not null check (instructed > 0),
    stood_down smallint not null check (stood_down >= 0),
    attended smallint not null check (attended >= 0),
    hours double precision not null check (hours >= 0 and hours <= 24.0 * attended),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (attended + stood_down <= instructed),
    check (superseded_by > vintage_id)
);
comment on table warehouse.work_session is
    'One working day of a Community Payback group, or of the people placed with an agency.';
comment on column warehouse.work_session.held_on is 'The day.';
comment on column warehouse.work_session.trust_id is 'Probation area or trust that holds it, as recorded then.';
comment on column warehouse.work_session.authority_id is
    'Upper-tier authority that the work is done in; null where not recorded.';
comment on column warehouse.work_session.session_number is 'Tells the sessions of one day and trust apart.';
comment on column warehouse.work_session.placement is
    'group (supervised by the trust) or agency (supervised by who has the benefit).';
comment on column warehouse.work_session.instructed is 'People who were to work.';
comment on column warehouse.work_session.stood_down is 'Those of them whom the trust sent home, or told not to come.';
comment on column warehouse.work_session.attended is 'Those of them who worked.';
comment on column warehouse.work_session.hours is 'Hours that all of them worked together.';
comment on column warehouse.work_session.vintage_id is 'The extract that the row came in.';
comment on column warehouse.work_session.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index work_session_current on warehouse.work_session (held_on, trust_id, session_number)
    where superseded_by is null;

create view reporting.work_session as
select held_on, trust_id, authority_id, session_number, placement, instructed, stood_down, attended, hours
from warehouse.work_session
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.work_session is
    'Current rows: one working day of a Community Payback group, or of the people placed with an agency.';
