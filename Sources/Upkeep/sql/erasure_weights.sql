-- A statement for each table of extracts about people and each of its days, which says how many of its current rows the four
-- people with the most in one quarter have together, each in the quarter in which they have most. Indicators count by one day or
-- another: a requirement when it was made, or when it ended.
select
    format('%I.%I', n.nspname, c.relname) as name,
    format(
        'select coalesce(sum(most), 0)::integer as rows from (
            select max(number) as most from (
                select t.offender_id, count(*) as number
                from %I.%I t join erased_person e on e.offender_id = t.offender_id
                where t.superseded_by is null
                group by t.offender_id, %s) q
            group by offender_id order by 1 desc limit 4) f',
        n.nspname, c.relname,
        case when d.attname is null then 't.offender_id' else format('date_trunc(''quarter'', t.%I)', d.attname) end)
        as statement
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'offender_id' and not a.attisdropped
join pg_attribute s on s.attrelid = c.oid and s.attname = 'superseded_by' and not s.attisdropped
left join lateral (
    select attname from pg_attribute
    where attrelid = c.oid and atttypid = 'date'::regtype and not attisdropped and attname <> 'birth_month'
) d on true
where n.nspname = 'warehouse' and c.relkind in ('r', 'p') and c.relname <> 'offender_revision'
