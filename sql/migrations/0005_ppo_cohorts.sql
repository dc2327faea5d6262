-- Named cohorts of prolific and other priority offenders (NI 30).
create table warehouse.ppo_cohort (
    cohort_id smallint primary key check (cohort_id > 0),
    name text not null unique,
    taken_on date not null,
    baseline_from date not null,
    baseline_to date not null,
    follow_up_from date not null unique,
    follow_up_to date not null,
    vintage_id integer not null references warehouse.vintage,
    check (baseline_from < baseline_to and baseline_to < follow_up_from and follow_up_from < follow_up_to)
);
comment on table warehouse.ppo_cohort is
    'Everyone on the scheme for prolific and other priority offenders on one day, with the two years compared.';
comment on column warehouse.ppo_cohort.cohort_id is 'Key within this warehouse.';
comment on column warehouse.ppo_cohort.name is 'As the cohort is called: 2009 cohort.';
comment on column warehouse.ppo_cohort.taken_on is 'Day on which the scheme''s list was taken.';
comment on column warehouse.ppo_cohort.baseline_from is 'First day of the baseline year.';
comment on column warehouse.ppo_cohort.baseline_to is 'Last day of the baseline year.';
comment on column warehouse.ppo_cohort.follow_up_from is 'First day of the follow-up year.';
comment on column warehouse.ppo_cohort.follow_up_to is 'Last day of the follow-up year.';
comment on column warehouse.ppo_cohort.vintage_id is 'The extract that the list came in.';

create table warehouse.ppo_member (
    cohort_id smallint not null references warehouse.ppo_cohort,
    offender_id integer not null references warehouse.offender,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (superseded_by > vintage_id)
);
comment on table warehouse.ppo_member is 'Who was in a cohort, and where.';
comment on column warehouse.ppo_member.cohort_id is 'The cohort.';
comment on column warehouse.ppo_member.offender_id is 'The person.';
comment on column warehouse.ppo_member.trust_id is 'Probation area or trust, as recorded then.';
comment on column warehouse.ppo_member.authority_id is 'Upper-tier authority; null where it could not be assigned.';
comment on column warehouse.ppo_member.vintage_id is 'The extract that the row came in.';
comment on column warehouse.ppo_member.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create unique index ppo_member_current on warehouse.ppo_member (cohort_id, offender_id) where superseded_by is null;

create view reporting.ppo_cohort as
select cohort_id, name, taken_on, baseline_from, baseline_to, follow_up_from, follow_up_to from warehouse.ppo_cohort;
comment on view reporting.ppo_cohort is 'Cohorts of prolific and other priority offenders.';

create view reporting.ppo_member as
select cohort_id, offender_id, trust_id, authority_id from warehouse.ppo_member where superseded_by is null;
comment on view reporting.ppo_member is 'Current members of each cohort.';
