-- The tables and views of a warehouse as Markdown, from its catalog; scripts/er-diagram puts it into docs/schema.md.
set client_min_messages = warning;

-- Which tables are drawn together; one that is not named is drawn last, under Others.
create temporary table subject (place integer, title text, tables text[]);
insert into subject values
    (1, 'Areas', '{area,area_code,area_parent,area_succession,bank_holiday,standard_population}'),
    (2, 'Extracts and their loading', '{extract_kind,vintage,published_vintage,coverage,row_account,snapshot_size,load,quarantine,number_not_taken,pseudonym_key,quality_threshold}'),
    (3, 'People, and how they fare',
        array['offender', 'identity', 'offender_revision', 'caseload_snapshot', 'proven_offence', 'termination', 'ppo_cohort',
            'ppo_member', 'young_offender']),
    (4, 'What is done under supervision',
        '{commencement,requirement,programme,employment_referral,work_session}'),
    (5, 'What is done by a deadline', '{court_report,enforcement,victim_contact,assessment,parole_report}'),
    (6, 'Predictions',
        '{prediction_model,model_fit,model_check,prediction_run,prediction,prediction_uncertainty,prediction_refusal,ogrs3_input,calibration,calibration_decile}'),
    (7, 'Figures of areas', '{area_count,supplied_value,indicator_target,caseload_make_up}'),
    (8, 'Submissions', '{submission,submission_head}'),
    (9, 'What was published', '{publication,published_table,weighing}');

create temporary view drawn as
select coalesce(s.place, 99) as place, coalesce(s.title, 'Others') as title, c.oid, c.relname as name,
    coalesce(array_position(s.tables, c.relname::text), 0) as position
from pg_class c left join subject s on c.relname = any (s.tables)
where c.relnamespace = 'warehouse'::regnamespace and c.relkind in ('r', 'p');

create temporary view drawn_column as
select d.place, d.position, d.oid, d.name as table_name, a.attnum as number, a.attname as name, a.attnotnull as filled,
    replace(format_type(a.atttypid, null), ' ', '_') as type,
    concat_ws(', ',
        case when a.attnum = any (keys.of_primary) then 'PK' end,
        case when a.attnum = any (keys.of_foreign) then 'FK' end) as role,
    replace(coalesce(col_description(d.oid, a.attnum), ''), '|', '\|') as comment
from drawn d
join pg_attribute a on a.attrelid = d.oid and a.attnum > 0 and not a.attisdropped
cross join lateral (
    select array_agg(place) filter (where k.contype = 'p') as of_primary,
        array_agg(place) filter (where k.contype = 'f') as of_foreign
    from pg_constraint k cross join unnest(k.conkey) as place
    where k.conrelid = d.oid
) as keys;

-- A row that replaces another names the vintage that did so: that second link to the vintages is left out.
create temporary view link as
select d.place, d.position, d.name as from_table, t.relname as to_table, a.attname as through,
    case when a.attnotnull then '||' else '|o' end as one_side,
    case when exists (
        select from pg_index i
        where i.indrelid = d.oid and i.indisunique and i.indnkeyatts = cardinality(k.conkey) and i.indpred is null
            and k.conkey <@ i.indkey::smallint[] and i.indkey::smallint[] <@ k.conkey)
    then 'o|' else 'o{' end as many_side
from drawn d
join pg_constraint k on k.conrelid = d.oid and k.contype = 'f'
join pg_class t on t.oid = k.confrelid
join pg_attribute a on a.attrelid = d.oid and a.attnum = k.conkey[1]
where a.attname <> 'superseded_by';

select line
from (
    select place, 0 as part, 0 as position, 0 as number,
        array_to_string(array['', '## ' || title, '', '```mermaid', 'erDiagram'], chr(10)) as line
    from (select distinct place, title from drawn) as t
    union all
    select place, 1, position, 0, format('    %s %s--%s %s : %s', to_table, one_side, many_side, from_table, through)
    from link
    union all
    select place, 2, position, 0, format('    %s {', name) from drawn
    union all
    select place, 2, position, number,
        format('        %s %s', type, name)
            || coalesce(' ' || nullif(role, ''), '')
    from drawn_column
    union all
    select place, 2, position, 9999, '    }' from drawn
    union all
    select distinct place, 3, 0, 0, '```' from drawn
    union all
    select place, 4, position, 0,
        array_to_string(array[
            '', format('**`%s`**: %s', name, coalesce(obj_description(oid, 'pg_class'), '')), '',
            '<details><summary>Columns</summary>', '', '| column | type | may be null | what it is |',
            '|---|---|---|---|'], chr(10))
    from drawn
    union all
    select place, 4, position, number,
        format('| `%s` | %s | %s | %s |', name, type, case when filled then '' else 'yes' end, comment)
    from drawn_column
    union all
    select place, 4, position, 9999, array_to_string(array['', '</details>'], chr(10)) from drawn
    union all
    select 100, 0, 0, 0,
        array_to_string(
            array['', '## What modules read', '', '| view of `reporting` | what it shows |', '|---|---|'], chr(10))
    union all
    select 100, 1, (row_number() over (order by relname))::integer, 0,
        format('| `%s` | %s |', relname, replace(coalesce(obj_description(oid, 'pg_class'), ''), '|', '\|'))
    from pg_class
    where relnamespace = 'reporting'::regnamespace and relkind = 'v'
    union all
    select 101, 0, 0, 0, array_to_string(array['', '| function of `reporting` | what it gives |', '|---|---|'], chr(10))
    union all
    select 101, 1, (row_number() over (order by p.oid::regprocedure::text))::integer, 0,
        format(
            '| `%s` | %s |', p.oid::regprocedure, replace(coalesce(obj_description(p.oid, 'pg_proc'), ''), '|', '\|'))
    from pg_proc p
    where p.pronamespace = 'reporting'::regnamespace
    union all
    select 102, 0, 0, 0, ''
) as lines
order by place, part, position, number, line;
