-- Keeps what the queries $3 counted of the last caseload up to the day $2 when the last published vintage was $1: one row of
-- each of $4 to $10. Nothing is kept of a state in which people are counted who were erased since.
insert into warehouse.caseload_make_up (
    vintage_id, day, query, trust_id, authority_id, measure, value, people, with_prediction, predicted)
select
    $1, $2, sha256(convert_to($3 || (select max(number) from laa.migration), 'UTF8')), m.trust_id, nullif(m.authority_id, 0), m.measure, m.value, m.people,
    m.with_prediction, m.predicted::double precision
from unnest($4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::bigint[], $9::bigint[], $10::text[])
    as m (trust_id, authority_id, measure, value, people, with_prediction, predicted)
where not exists (select from warehouse.erasure e where e.last_vintage >= $1)
on conflict do nothing
