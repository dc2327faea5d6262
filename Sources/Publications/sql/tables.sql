-- What the publications of the kinds $5 up to number $4 showed and suppressed of the indicators $1, for spans that lie at
-- least in part in the days from $2 to $3; in order of publication.
-- With each, how much the people who were erased since may have counted for in one quarter. A report is made from the state of
-- the warehouse some minutes before it is recorded: whoever was erased in the hour before may still be in it.
select
    t.counts, t.publication,
    (select coalesce(sum(e.rows_in_quarter), 0)::bigint from warehouse.erasure e
        where e.erased_at > p.recorded_at - interval '1 hour')
        as erased_in_quarter
from warehouse.published_table t
join warehouse.publication p on p.number = t.publication
where t.indicator = any($1) and t.last_day >= $2 and t.first_day <= $3 and t.publication <= $4 and p.kind = any($5)
order by t.publication, t.place
