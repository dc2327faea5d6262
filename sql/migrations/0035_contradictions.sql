-- How many people an extract contradicts itself about.
alter table warehouse.load
    add column people_contradicted bigint not null default 0 check (people_contradicted >= 0);
comment on column warehouse.load.people_contradicted is
    'People about whom rows of the file contradicted each other: the row with the latest day counts.';
