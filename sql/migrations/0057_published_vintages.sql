-- Reports read the warehouse as it was after the last published vintage. An extract's vintage is published by a transaction of
-- its own, once that of the load has ended: until then its rows need not be there on every server that the warehouse is spread
-- over, and a report never sees a part of a load.
create table warehouse.published_vintage (
    vintage_id integer primary key references warehouse.vintage on delete cascade,
    published_at timestamptz not null default clock_timestamp()
);
insert into warehouse.published_vintage (vintage_id) select vintage_id from warehouse.vintage;
-- Whoever could load or report before still can.
do $$
declare
    other oid;
begin
    for other in
        select r.oid from pg_roles r
        where not r.rolsuper and r.rolname !~ '^pg_' and has_table_privilege(r.oid, 'warehouse.vintage', 'select')
    loop
        execute format('grant select on warehouse.published_vintage to %s', other::regrole);
        if has_table_privilege(other, 'warehouse.vintage', 'insert') then
            execute format('grant insert on warehouse.published_vintage to %s', other::regrole);
        end if;
    end loop;
end $$;
comment on table warehouse.published_vintage is
    'The vintages that reports may read: all of their rows are there. A load that ended without publishing its own leaves that '
    'to the next run of the program.';
comment on column warehouse.published_vintage.vintage_id is 'The vintage; those before it are published too.';
comment on column warehouse.published_vintage.published_at is 'When it was published; of those of before migration 57, when that ran.';
