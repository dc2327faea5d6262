-- What would lose a guarantee, or has no place, where the people's tables ($1) are divided among servers by offender_id, those in
-- $2 are on every server and those in $3 on the coordinator alone; nothing where all is well.
with place as (
    select c.oid as relation, p.place
    from (
        select unnest($1::text[]) as name, 'by person' as place
        union all
        select unnest($2::text[]), 'everywhere'
        union all
        select unnest($3::text[]), 'coordinator'
    ) p
    join pg_class c on c.relname = p.name and c.relnamespace = 'warehouse'::regnamespace
),
of_person as (
    select a.attrelid as relation, a.attnum as person
    from pg_attribute a
    where a.attname = 'offender_id' and not a.attisdropped
)
select format('the table %s is not one of this program''s: move it to another schema', c.oid::regclass) as problem
from pg_class c
where c.relnamespace = 'warehouse'::regnamespace and c.relkind in ('r', 'p', 'f', 'm')
    and c.oid not in (select relation from place)
    -- The parts of a distributed table that are on the coordinator.
    and not exists (select from pg_dist_shard s where shard_name(s.logicalrelid, s.shardid) = c.oid::regclass::text)
union all
select format('the table warehouse.%s is missing: run ''laa warehouse migrate''', wanted)
from unnest($1::text[] || $2::text[] || $3::text[]) as wanted
where to_regclass('warehouse.' || wanted) is null
union all
select format('%s of %s does not hold the person, by whom the table is divided: no server could keep it', k.conname,
    k.conrelid::regclass)
from pg_constraint k
join place p on p.relation = k.conrelid and p.place = 'by person'
join of_person o on o.relation = k.conrelid
where k.contype in ('p', 'u', 'x') and o.person <> all (k.conkey)
union all
select format('the index %s is unique without the person, by whom the table is divided: no server could keep it', i.indexrelid::regclass)
from pg_index i
join place p on p.relation = i.indrelid and p.place = 'by person'
join of_person o on o.relation = i.indrelid
where i.indisunique and o.person <> all (i.indkey::smallint[])
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
union all
select format('%s of %s would reference rows that are on other servers', k.conname, k.conrelid::regclass)
from pg_constraint k
join place here on here.relation = k.conrelid
join place there on there.relation = k.confrelid
left join of_person o on o.relation = k.conrelid
left join of_person r on r.relation = k.confrelid
where k.contype = 'f' and not case
        when here.place = 'by person' and there.place = 'by person' then o.person = any (k.conkey) and r.person = any (k.confkey)
        -- Whose identities these are is checked by 'laa warehouse verify'.
        when here.place = 'everywhere' and there.place = 'by person' then k.conrelid = 'warehouse.identity'::regclass
        when here.place = 'coordinator' then there.place <> 'by person'
        else there.place = 'everywhere'
    end
union all
select format('the trigger %s of %s would not see the rows of other servers: drop it', t.tgname, t.tgrelid::regclass)
from pg_trigger t
join place p on p.relation = t.tgrelid
where not t.tgisinternal and p.place <> 'coordinator'
    and t.tgname not in ('set_parent_level', 'stored_model_stays', 'referenced_stays')
order by 1
