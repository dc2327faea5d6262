-- Rejects the rows that break a rule of their kind. Each rule is about two columns, the second being at fault;
-- Rule.swift says what the rules mean.
do $$
declare
    r rule;
    wrong text;
    reason text;
    found bigint;
begin
    for r in select * from rule order by place loop
        case r.test
            when 'order' then
                wrong := format('%I < %I + %s', r.second, r.first, r.days);
                reason := format(
                    '%L || %I',
                    case
                        when r.days > 0 then 'is not ' || r.days || ' days after '
                        when (select type from field where name = r.first) = 'date'::regtype then 'is before '
                        else 'is below '
                    end || r.first || ' ', r.first);
            when 'ascending' then
                wrong := format('%I <= %I', r.second, r.first);
                reason := format('%L || %I', 'is not above ' || r.first || ' ', r.first);
            when 'together' then
                wrong := format('(%I is null) <> (%I is null)', r.first, r.second);
                reason := quote_literal(r.second || ' and ' || r.first || ' must both be given, or neither');
            when 'needs' then
                wrong := format('%I is null and %I is not null', r.first, r.second);
                reason := quote_literal('is given without ' || r.first);
            when 'either' then
                wrong := format('(%I is null) = (%I is null)', r.first, r.second);
                reason := quote_literal('either ' || r.first || ' or ' || r.second || ' must be given, not both');
            when 'only' then
                wrong := format('%I is not null and (%I = any (%L::text[])) is not true', r.second, r.first, r.words);
                reason := quote_literal('is only for ' || r.first || ' ' || array_to_string(r.words, ', '));
            when 'always' then
                wrong := format('%I is null and %I = any (%L::text[])', r.second, r.first, r.words);
                reason := quote_literal('is missing: it is required for ' || r.first || ' ' || array_to_string(r.words, ', '));
            when 'fraction' then
                wrong := format('%I not between 0 and 1 and %I = any (%L::text[])', r.second, r.first, r.words);
                reason := quote_literal(
                    'a ' || array_to_string(r.words, ' or ') || ' is from 0 to 1, or from 0% to 100%');
            when 'born' then
                -- 10 years are 3652 days, 110 are 40177.
                wrong := format('%I - %I not between 3652 and 40177', r.first, r.second);
                reason := quote_literal('is not 10 to 110 years before ' || r.first);
        end case;
        execute format(
            'insert into rejected (line, column_name, value, reason) select line, %L, %s, %s from staged where %s',
            r.second,
            case r.test when 'born' then quote_literal('(masked)') else quote_ident(r.second) || '::text' end,
            reason, wrong);
        get diagnostics found = row_count;
        if found > 0 and r.test in ('order', 'ascending') and laa.bound_text('first_day') in (r.first, r.second) then
            execute format('insert into contradicted select line from staged where %s', wrong);
        end if;
    end loop;
end $$;
