-- Whoever reads the reporting views says which state of the warehouse is meant. A setting that got lost on its way, to another
-- session or to another machine, is an error: until now it showed the latest rows under the name of earlier ones.
create or replace function reporting.as_of() returns integer
language plpgsql immutable parallel safe as $$
declare
    -- A setting of an earlier transaction of the session is left behind as an empty text.
    said text := nullif(current_setting('laa.as_of', true), '');
begin
    if said = 'latest' then return null; end if;
    if said ~ '^[0-9]{1,9}$' then return said::integer; end if;
    raise exception '%', case
            when said is null then 'nothing says which vintage the reporting views are to show'
            else format('the setting laa.as_of is ''%s'', which is neither a vintage nor ''latest''', said)
        end
        using errcode = 'object_not_in_prerequisite_state',
            hint = 'For the latest rows: set laa.as_of = ''latest''. In psql, before it starts: '
                'export PGOPTIONS=''-c laa.as_of=latest''.';
end $$;
comment on function reporting.as_of() is
    'The last vintage to be seen, by the setting laa.as_of: a number, or ''latest'' for all, for which it is null; an error '
    'where it is not set. Declared immutable, as the bound parameters are, so that a query is planned for it: for the latest, '
    'the views'' condition is that of the indexes of current rows.';
