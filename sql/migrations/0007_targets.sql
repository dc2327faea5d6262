-- What was agreed for an indicator in an area, and what a report may say of its sources.
create table warehouse.indicator_target (
    indicator text not null check (indicator <> ''),
    area_id smallint not null references warehouse.area,
    kind text not null check (kind in ('target', 'baseline', 'expected change')),
    measure text not null check (measure in ('rate', 'relative difference', 'relative change', 'count')),
    value double precision not null check (value > '-infinity' and value < 'infinity'),
    applies daterange not null check (not isempty(applies)),
    designated boolean not null default false,
    source text not null check (source <> ''),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    check (superseded_by > vintage_id),
    check (measure <> 'rate' or (value >= 0 and value <= 1)),
    exclude using gist (indicator with =, area_id with =, kind with =, applies with &&) where (superseded_by is null)
);
comment on table warehouse.indicator_target is 'Targets, baselines and expected changes by indicator, area and time.';
comment on column warehouse.indicator_target.indicator is 'Identifier of the indicator, such as NI143.';
comment on column warehouse.indicator_target.area_id is 'The area that agreed it.';
comment on column warehouse.indicator_target.kind is
    'target; baseline; or expected change (what the area''s own cohort would be expected to do).';
comment on column warehouse.indicator_target.measure is
    'What the value is compared with: a rate; a relative difference from predicted; a relative change from the '
    'baseline; a count.';
comment on column warehouse.indicator_target.value is 'As a fraction, never a percentage: 0.75, -0.0777.';
comment on column warehouse.indicator_target.applies is 'Days that it is for; a report''s last day must be among them.';
comment on column warehouse.indicator_target.designated is 'Whether the Local Area Agreement designated it.';
comment on column warehouse.indicator_target.source is 'The document that it was agreed in.';
comment on column warehouse.indicator_target.vintage_id is 'The extract that the row came in.';
comment on column warehouse.indicator_target.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';

create view reporting.indicator_target as
select indicator, area_id, kind, measure, value, applies, designated, source
from warehouse.indicator_target
where superseded_by is null;
comment on view reporting.indicator_target is 'Current targets.';

create view reporting.vintage as
select vintage_id, kind, source_system, covers_from, covers_through, extracted_on, synthetic, note
from warehouse.vintage;
comment on view reporting.vintage is 'The extracts behind the rows.';
