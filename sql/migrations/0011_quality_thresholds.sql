-- How much may be lacking before a figure is marked.
create table warehouse.quality_threshold (
    measure text primary key check (measure in ('pnc-match', 'prediction', 'authority', 'answered', 'late-proof')),
    largest_share double precision not null check (largest_share >= 0 and largest_share <= 1)
);
comment on table warehouse.quality_threshold is
    'The largest share of rows that may be lacking in some way: above it a finding is marked. No official thresholds '
    'are known; these are where the warehouse starts, and may be set.';
comment on column warehouse.quality_threshold.measure is
    'pnc-match: not matched to the Police National Computer; prediction: without one; authority: local authority not '
    'assigned; answered: question not answered at termination; late-proof: offences proven too late to count.';
comment on column warehouse.quality_threshold.largest_share is 'As a fraction, 0 to 1.';

insert into warehouse.quality_threshold (measure, largest_share)
values ('pnc-match', 0.05), ('prediction', 0.01), ('authority', 0.05), ('answered', 0.10), ('late-proof', 0.25);

create view reporting.quality_threshold as
select measure, largest_share from warehouse.quality_threshold;
comment on view reporting.quality_threshold is 'How much may be lacking before a figure is marked.';
