-- Offences proven by conviction or caution.
create table warehouse.proven_offence (
    offender_id integer not null references warehouse.offender,
    offence_date date not null,
    proven_date date not null,
    disposal_date date,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    offence_code text check (offence_code ~ '^[0-9]{5}$'),
    disposal text check (disposal in ('caution', 'conviction')),
    check (proven_date >= offence_date),
    check (disposal_date >= proven_date),
    check (superseded_by > vintage_id)
);
comment on table warehouse.proven_offence is 'One proven offence of one person; several may fall on one day.';
comment on column warehouse.proven_offence.offender_id is 'The person.';
comment on column warehouse.proven_offence.offence_date is 'Day of the offence.';
comment on column warehouse.proven_offence.proven_date is 'Day on which it was proven: the conviction or caution.';
comment on column warehouse.proven_offence.disposal_date is 'Day of sentence or other disposal; null while awaited.';
comment on column warehouse.proven_offence.vintage_id is 'The extract that the row came in.';
comment on column warehouse.proven_offence.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';
comment on column warehouse.proven_offence.offence_code is
    'Home Office offence code, five digits: text, since leading zeros matter.';
comment on column warehouse.proven_offence.disposal is 'How it was proven.';

create index proven_offence_when on warehouse.proven_offence (offence_date) where superseded_by is null;
create index proven_offence_who on warehouse.proven_offence (offender_id) where superseded_by is null;

create view reporting.proven_offence as
select offender_id, offence_date, proven_date, disposal_date, offence_code, disposal
from warehouse.proven_offence
where superseded_by is null;
comment on view reporting.proven_offence is 'Current proven offences.';
