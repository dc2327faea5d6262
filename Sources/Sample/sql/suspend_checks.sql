-- Drops the keys, foreign keys and indexes of the large tables while they are filled, and keeps their definitions for
-- restore_checks.sql: building them once for a whole table costs a fraction of maintaining them with each row. All of
-- this is in the load's transaction, so nobody ever sees a table without them.
create temporary table suspended on commit drop as
with large (relation) as (
    values
        ('warehouse.offender'::regclass), ('warehouse.offender_revision'), ('warehouse.caseload_snapshot'),
        ('warehouse.proven_offence'), ('warehouse.ppo_member'), ('warehouse.termination'),
        ('warehouse.commencement'), ('warehouse.requirement'), ('warehouse.programme'),
        ('warehouse.employment_referral'), ('warehouse.work_session'), ('warehouse.court_report'),
        ('warehouse.enforcement'), ('warehouse.victim_contact'), ('warehouse.assessment'), ('warehouse.parole_report'),
        ('warehouse.young_offender'), ('warehouse.area_count'), ('warehouse.ogrs3_input')
)
select
    1 as turn, i.indexrelid::regclass::text as name,
    format('drop index %s', i.indexrelid::regclass) as suspend,
    pg_get_indexdef(i.indexrelid) as restore
from large
join pg_index i on i.indrelid = large.relation
where not exists (select from pg_constraint c where c.conindid = i.indexrelid)
union all
select
    -- A foreign key needs the key that it references, so it is dropped first and restored last.
    case c.contype when 'f' then 3 else 2 end, c.conrelid::regclass || '.' || c.conname,
    format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname),
    format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
from pg_constraint c
where c.contype in ('p', 'u', 'f') and c.conrelid in (select relation from large)
    -- Tables that are not filled may reference those that are.
    or c.contype = 'f' and c.confrelid in (select relation from large);

do $$
declare
    statement text;
begin
    for statement in select suspend from suspended order by turn desc, name loop
        execute statement;
    end loop;
end $$;
