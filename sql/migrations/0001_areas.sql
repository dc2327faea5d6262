-- The areas that indicators are judged by, with their names, codes and hierarchy over time.
create schema warehouse;
create schema reporting;
create extension if not exists btree_gist schema warehouse;

comment on schema warehouse is 'Offender outcomes as loaded, with the vintage of every row. Written by loading only.';
comment on schema reporting is 'What report modules read: current rows, named as the indicators'' definitions name them.';

create table warehouse.area (
    area_id smallint primary key check (area_id > 0),
    level text not null check (level in (
        'national', 'region', 'trust', 'ldu', 'local-authority', 'partnership', 'not-assigned')),
    name text not null check (name <> ''),
    valid daterange not null default daterange(null, null) check (not isempty(valid)),
    note text
);
comment on table warehouse.area is
    'One area as it stood for a time: a reorganised area is another row, never a changed one.';
comment on column warehouse.area.area_id is 'Key within this warehouse; not a published code.';
comment on column warehouse.area.level is
    'national; region; trust (the probation area, from April 2010 the probation trust); ldu (local delivery unit); '
    'local-authority (upper tier); partnership (a named group of authorities); not-assigned (offenders of a probation '
    'area for whom no authority is known).';
comment on column warehouse.area.name is 'Name as published.';
comment on column warehouse.area.valid is 'Days on which the area existed; open where not known to begin or end.';
comment on column warehouse.area.note is 'What a reader should know of the area, such as an assumption behind it.';

create table warehouse.area_code (
    area_id smallint not null references warehouse.area,
    scheme text not null check (scheme in ('gss', 'ons-legacy', 'laa')),
    code text not null check (code <> ''),
    valid daterange not null default daterange(null, null) check (not isempty(valid)),
    primary key (area_id, scheme, valid),
    exclude using gist (scheme with =, code with =, valid with &&),
    exclude using gist (area_id with =, scheme with =, valid with &&)
);
comment on table warehouse.area_code is 'Codes of an area over time; text, since leading zeros matter.';
comment on column warehouse.area_code.area_id is 'The area that the code names.';
comment on column warehouse.area_code.scheme is
    'gss (nine characters, E10000017); ons-legacy (16, 00CN); laa (made here, where no official code is known).';
comment on column warehouse.area_code.code is 'The code.';
comment on column warehouse.area_code.valid is 'Days on which the code was the area''s.';

create table warehouse.area_parent (
    area_id smallint not null references warehouse.area,
    parent_id smallint not null references warehouse.area,
    parent_level text not null,
    valid daterange not null default daterange(null, null) check (not isempty(valid)),
    primary key (area_id, parent_id, valid),
    check (area_id <> parent_id),
    exclude using gist (area_id with =, parent_level with =, valid with &&)
);
comment on table warehouse.area_parent is
    'Which area lies in which: at any day, in at most one area of each level.';
comment on column warehouse.area_parent.area_id is 'The smaller area.';
comment on column warehouse.area_parent.parent_id is 'The larger area.';
comment on column warehouse.area_parent.parent_level is 'Level of the larger area, kept equal to it by trigger.';
comment on column warehouse.area_parent.valid is 'Days on which it lay there.';

create function warehouse.set_parent_level() returns trigger language plpgsql as $$
begin
    select level into strict new.parent_level from warehouse.area where area_id = new.parent_id;
    return new;
end $$;
comment on function warehouse.set_parent_level() is 'Copies the parent''s level, so that one parent a level is enforced.';

create trigger set_parent_level before insert or update on warehouse.area_parent
    for each row execute function warehouse.set_parent_level();

create table warehouse.area_succession (
    area_id smallint not null references warehouse.area,
    successor_id smallint not null references warehouse.area,
    took_over date not null,
    primary key (area_id, successor_id)
);
comment on table warehouse.area_succession is
    'Which trust took over a probation area''s offenders, so that rows recorded under the old area are reported under '
    'the trust of the report''s day.';
comment on column warehouse.area_succession.area_id is 'The area that ended.';
comment on column warehouse.area_succession.successor_id is 'The area that took over.';
comment on column warehouse.area_succession.took_over is 'First day under the successor.';

create view reporting.area as
select area_id, level, name, valid from warehouse.area;
comment on view reporting.area is 'Areas, each as it stood for a time.';

create view reporting.area_succession as
select area_id, successor_id, took_over from warehouse.area_succession;
comment on view reporting.area_succession is 'Which trust took over which probation area, and when.';
