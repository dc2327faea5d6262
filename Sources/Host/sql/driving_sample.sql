-- A statement, with the names quoted, that draws one row for each trust $2 and authority $3 of the view $1, among those
-- whose day $4 fulfils the condition $5; the draw's number is $6. It is on one line, so that lines are still the module's.
select format(
    'select distinct on (%2$s) drawn.* from %1$s drawn where %3$I %4$s order by %2$s, md5(drawn::text || %5$L)',
    $1::regclass, concat_ws(', ', quote_ident($2), quote_ident($3)), $4, $5, $6) as statement
