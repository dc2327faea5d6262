-- Where rows come from and until when they count, and the people they are about.
create table warehouse.vintage (
    vintage_id integer generated always as identity primary key,
    kind text not null check (kind in (
        'caseload', 're-offences', 'ppo-cohorts', 'terminations', 'targets', 'criminal-history')),
    source_system text not null check (source_system <> ''),
    covers_from date,
    covers_through date,
    extracted_on date,
    loaded_at timestamptz not null default now(),
    synthetic boolean not null default false,
    note text,
    check (covers_from <= covers_through)
);
comment on table warehouse.vintage is
    'One extract as it was loaded. A revised extract is a new vintage; the rows it replaces stay readable.';
comment on column warehouse.vintage.vintage_id is 'Rises with each load.';
comment on column warehouse.vintage.kind is 'What the extract holds.';
comment on column warehouse.vintage.source_system is 'The system that the extract came from.';
comment on column warehouse.vintage.covers_from is 'First day that the extract is complete for.';
comment on column warehouse.vintage.covers_through is
    'Last day that the extract is complete for; for re-offences, the last day of proof.';
comment on column warehouse.vintage.extracted_on is 'Day on which the source system made it.';
comment on column warehouse.vintage.loaded_at is 'When it was loaded here.';
comment on column warehouse.vintage.synthetic is 'True where the rows are made up: every page drawn from them says so.';
comment on column warehouse.vintage.note is 'What the loader said of it.';

create table warehouse.offender (
    offender_id integer primary key check (offender_id > 0),
    pseudonym bytea unique check (octet_length(pseudonym) = 32),
    sex text check (sex in ('female', 'male')),
    birth_month date check (extract(day from birth_month) = 1),
    ethnicity text check (ethnicity in ('asian', 'black', 'mixed', 'other', 'white')),
    vintage_id integer not null references warehouse.vintage
);
comment on table warehouse.offender is 'One person, known by a pseudonym only: no name, address or police number.';
comment on column warehouse.offender.offender_id is 'Key within this warehouse.';
comment on column warehouse.offender.pseudonym is 'Keyed hash of the person''s police identifier; null in a sample.';
comment on column warehouse.offender.sex is 'As recorded; null where not recorded.';
comment on column warehouse.offender.birth_month is 'First day of the month of birth; the day is never kept.';
comment on column warehouse.offender.ethnicity is 'Self-classified, in five groups; null where not stated.';
comment on column warehouse.offender.vintage_id is 'The extract that the person was first met in.';

create function reporting.age_band(birth_month date, on_day date) returns text
language sql immutable parallel safe
return case
    when birth_month is null then 'not recorded'
    when on_day < birth_month + interval '18 years' then 'under 18'
    when on_day < birth_month + interval '21 years' then '18 to 20'
    when on_day < birth_month + interval '25 years' then '21 to 24'
    when on_day < birth_month + interval '30 years' then '25 to 29'
    when on_day < birth_month + interval '40 years' then '30 to 39'
    when on_day < birth_month + interval '50 years' then '40 to 49'
    else '50 and over'
end;
comment on function reporting.age_band(date, date) is
    'Age band on a day, as if born on the first of the month of birth.';

create function reporting.months_after(day date, months bigint) returns date
language sql immutable parallel safe
return ((day + 1) + make_interval(months => months::integer))::date - 1;
comment on function reporting.months_after(date, bigint) is
    'Last day of a span of whole months that begins the day after: three months after 30 September is 31 December.';
