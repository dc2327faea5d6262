-- By what people are known stands apart from the people, in a table that no view of modules reads but to tell whose rejected
-- rows are: warehouse.offender, which they do read, no longer has pseudonyms. It is small, and one of its kind, so that it can
-- say that a number is one person's alone wherever the rows about people are kept.
create table warehouse.identity (
    offender_id integer not null,
    pseudonym bytea,
    crn_pseudonym bytea
);
insert into warehouse.identity (offender_id, pseudonym, crn_pseudonym)
select offender_id, pseudonym, crn_pseudonym
from warehouse.offender
where pseudonym is not null or crn_pseudonym is not null;
alter table warehouse.identity
    add primary key (offender_id),
    add unique (pseudonym),
    add foreign key (offender_id) references warehouse.offender,
    add check (octet_length(pseudonym) = 32),
    add check (octet_length(crn_pseudonym) = 32),
    add check (pseudonym is not null or crn_pseudonym is not null);
create unique index identity_crn on warehouse.identity (crn_pseudonym) where crn_pseudonym is not null;
revoke all on warehouse.identity from public;
-- Whoever could load before still can.
do $$
declare
    loader oid;
begin
    for loader in
        select r.oid from pg_roles r
        where not r.rolsuper and r.rolname !~ '^pg_' and has_table_privilege(r.oid, 'warehouse.offender', 'insert')
    loop
        execute format('grant select, insert, update on warehouse.identity to %s', loader::regrole);
    end loop;
end $$;
comment on table warehouse.identity is
    'By what people are known when an extract names them: keyed hashes of their numbers. Nobody who has no number is here, '
    'as in a sample.';
comment on column warehouse.identity.offender_id is 'The person.';
comment on column warehouse.identity.pseudonym is
    'Keyed hash of the person''s Police National Computer number; null where not known.';
comment on column warehouse.identity.crn_pseudonym is
    'Keyed hash of the person''s probation case reference number; null where not known.';

create or replace view reporting.row_account as
select
    v.kind, a.area_id, a.part_id, a.first_day, a.last_day, a.rows_read, a.rows_rejected, a.vintage_id,
    -- Accepted rejects are an extract's while any of them is current.
    case
        when bool_or(a.rows_rejected > 0) over (partition by a.vintage_id) then w.rejections_accepted
    end as rejections_accepted,
    a.rows_of_extract,
    coalesce(
        (select i.offender_id from warehouse.identity i where a.person is not null and i.crn_pseudonym = a.person),
        (select i.offender_id from warehouse.identity i where a.person is not null and i.pseudonym = a.person))
        as offender_id,
    a.rows_needed
from (
    select a.*, (sum(a.rows_read) over (partition by a.vintage_id))::bigint as rows_of_extract
    from warehouse.row_account a
) a
join reporting.vintage v on v.vintage_id = a.vintage_id
join warehouse.vintage w on w.vintage_id = a.vintage_id
where reporting.is_seen(a.vintage_id, a.superseded_by);

alter table warehouse.offender drop column pseudonym, drop column crn_pseudonym;
comment on table warehouse.offender is
    'One person: no name, address or number. By what the person is known is in warehouse.identity.';
-- Writes the table anew: what was in the columns stays in its pages until then.
cluster warehouse.offender using offender_pkey;
alter table warehouse.offender set without cluster;
