-- The kinds of extract in one list, for the vintages and for the ledger of loads; and what views of current rows ask.
create table warehouse.extract_kind (
    kind text primary key,
    holds text not null check (holds <> '')
);
comment on table warehouse.extract_kind is 'The kinds of extract that may be loaded.';
comment on column warehouse.extract_kind.kind is 'As `laa load` names it.';
comment on column warehouse.extract_kind.holds is 'What one of its rows is.';

insert into warehouse.extract_kind (kind, holds)
values
    ('caseload', 'a person on the probation caseload at a quarter end'),
    ('re-offences', 'a proven offence'),
    ('ppo-cohorts', 'a member of a cohort of prolific and other priority offenders'),
    ('terminations', 'an order or licence that ended'),
    ('targets', 'a target, baseline or expected change of an indicator in an area'),
    ('criminal-history', 'the criminal history of an offender-snapshot'),
    ('commencements', 'an order or licence that began'),
    ('requirements', 'a requirement of a sentence'),
    ('programmes', 'an accredited programme that a person was referred to'),
    ('employment-referrals', 'a referral to education, training or work'),
    ('work-sessions', 'a working day of a Community Payback group'),
    ('court-reports', 'a pre-sentence report'),
    ('enforcement', 'a failure to comply, with the breach or recall that followed'),
    ('victim-contacts', 'a victim to be contacted after a qualifying sentence'),
    ('assessments', 'an OASys assessment that was due'),
    ('parole-reports', 'a report due to a parole board or review'),
    ('youth-cohorts', 'a young offender of a yearly cohort'),
    ('area-counts', 'a count of an official return, by area and period'),
    ('supplied-values', 'the value of an indicator, as its owner supplies it');

alter table warehouse.vintage
    drop constraint vintage_kind_check, add foreign key (kind) references warehouse.extract_kind;
alter table warehouse.load
    drop constraint load_kind_check, add foreign key (kind) references warehouse.extract_kind;

create function reporting.is_seen(vintage_id integer, superseded_by integer) returns boolean
language sql immutable parallel safe
return case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;
comment on function reporting.is_seen(integer, integer) is
    'Whether a row is to be seen: current, or current after the vintage that the transaction looks back to. Its text '
    'takes its place in a query, so that without such a vintage the indexes of current rows serve.';

alter table warehouse.caseload_snapshot add column managed_by text check (managed_by in ('PO', 'PSO', 'other'));
comment on column warehouse.caseload_snapshot.managed_by is
    'Grade of the offender manager: PO (probation officer), PSO (probation services officer) or other; null where not '
    'recorded.';

create or replace view reporting.caseload as
select
    snapshot_date, offender_id, trust_id, authority_id, predicted, model_id, tier, order_type, pnc_matched, managed_by
from warehouse.caseload_snapshot
where case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;
