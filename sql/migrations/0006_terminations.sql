-- Terminations of orders and licences, with accommodation and employment as assessed then (NI 143, NI 144).
create table warehouse.termination (
    offender_id integer not null references warehouse.offender,
    terminated_on date not null,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    kind text not null check (kind in ('order', 'licence')),
    reason text not null check (reason in ('completed', 'revoked', 'died', 'deported')),
    accommodation text check (accommodation in ('settled and suitable', 'settled, not suitable', 'not settled')),
    employment text check (employment in ('employed', 'unemployed', 'unavailable for work')),
    check (superseded_by > vintage_id)
);
comment on table warehouse.termination is
    'One order or licence that ended. One person may have several, and several in one year.';
comment on column warehouse.termination.offender_id is 'The person.';
comment on column warehouse.termination.terminated_on is 'Day on which the order or licence ended.';
comment on column warehouse.termination.vintage_id is 'The extract that the row came in.';
comment on column warehouse.termination.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';
comment on column warehouse.termination.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.termination.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.termination.kind is 'order or licence.';
comment on column warehouse.termination.reason is 'Why it ended.';
comment on column warehouse.termination.accommodation is
    'As assessed at termination; null where the question was not answered, which is not the same as not settled.';
comment on column warehouse.termination.employment is 'As assessed at termination; null where not answered.';

create index termination_when on warehouse.termination (terminated_on) where superseded_by is null;
create unique index termination_current on warehouse.termination (offender_id, terminated_on, kind)
    where superseded_by is null;

create view reporting.termination as
select offender_id, terminated_on, trust_id, authority_id, kind, reason, accommodation, employment
from warehouse.termination
where superseded_by is null;
comment on view reporting.termination is 'Current terminations.';
