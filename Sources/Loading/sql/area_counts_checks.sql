-- The period that each measure is counted for, so that rows of one measure never overlap.
insert into rejected (line, column_name, value, reason)
select line, 'counted_from', counted_from || ' to ' || counted_through, measure || ' is counted ' || wanted
from (
    select
        line, measure, counted_from, counted_through,
        case
            when measure = 'resident population' then 'on a 30 June'
            when measure in (
                'alcohol-related admissions', 'drug users in effective treatment', 'child protection plans',
                'training needs')
                then 'from 1 April to 31 March'
            else 'for a quarter'
        end as wanted
    from staged
) counted
where not case wanted
    when 'on a 30 June' then counted_from = counted_through and to_char(counted_from, 'MMDD') = '0630'
    when 'from 1 April to 31 March'
        then to_char(counted_from, 'MMDD') = '0401' and counted_through = counted_from + interval '1 year' - interval '1 day'
    else counted_from = date_trunc('quarter', counted_from)
        and counted_through = counted_from + interval '3 months' - interval '1 day'
end;

insert into rejected (line, column_name, value, reason)
select line, 'category', category, 'is not a category of ' || measure || ': ' || wanted
from (
    select
        line, measure, category,
        case measure
            when 'MAPPA offenders' then 'level 1, level 2, level 3'
            when 'MAPPA meetings' then 'level 2, level 3'
            when 'deaths in approved premises' then 'natural causes, self-inflicted, other'
            else 'all'
        end as wanted
    from staged
) counted
where category <> all (string_to_array(wanted, ', '));

insert into rejected (line, column_name, value, reason)
select line, case when sex <> 'all' then 'sex' else 'age_band' end, case when sex <> 'all' then sex else age_band end,
    measure || ' is not split by sex or age'
from staged
where (sex <> 'all' or age_band <> 'all') and measure not in ('resident population', 'alcohol-related admissions');

insert into rejected (line, column_name, value, reason)
select line, 'number', number::text, 'is not whole'
from staged
where number <> trunc(number) and measure not in ('alcohol-related admissions', 'programme staff');
