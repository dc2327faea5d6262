-- A statement, with the names quoted, that counts the rows of the view $1 by its trust $2 where its day $4 fulfils the
-- condition $5, and those without the authority $3, which is null where the view has none.
select format(
    'select %2$I::bigint as trust, count(*) as rows, %3$s as without_authority from %1$s where %4$I %5$s group by 1',
    $1::regclass, $2, case when $3 is null then '0' else format('count(*) filter (where %I is null)', $3) end, $4, $5)
    as statement
