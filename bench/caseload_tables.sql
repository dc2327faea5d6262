-- Tables with the columns of a caseload extract, for psql to copy it into: `bare` has nothing else, and `kept` has the
-- same checks, foreign keys and key as warehouse.caseload_snapshot, over the codes in the file.
create schema bench;

create table bench.bare (
    snapshot_date date, pnc text, sex text, birth_month text, ethnicity text, trust text, authority text, tier smallint,
    order_type text, pnc_matched boolean, predicted double precision, model text
);

create table bench.person (pnc text primary key);
create table bench.area (code text primary key);
insert into bench.area select distinct code from warehouse.area_code;
create table bench.model (name text primary key);
insert into bench.model values ('supplied 1');
create table bench.vintage (vintage_id integer primary key);
insert into bench.vintage values (1);

create table bench.kept (
    snapshot_date date not null check (
        extract(day from snapshot_date + 1) = 1 and extract(month from snapshot_date) in (3, 6, 9, 12)),
    pnc text not null references bench.person,
    sex text check (sex in ('female', 'male')),
    birth_month text,
    ethnicity text check (ethnicity in ('asian', 'black', 'mixed', 'other', 'white')),
    trust text not null references bench.area,
    authority text references bench.area,
    tier smallint check (tier between 1 and 4),
    order_type text check (order_type in ('community order', 'suspended sentence order', 'licence')),
    pnc_matched boolean not null,
    predicted double precision check (predicted >= 0 and predicted <= 1),
    model text references bench.model,
    vintage_id integer not null default 1 references bench.vintage,
    superseded_by integer references bench.vintage,
    check ((predicted is null) = (model is null))
);
create unique index kept_current on bench.kept (snapshot_date, pnc) where superseded_by is null;
