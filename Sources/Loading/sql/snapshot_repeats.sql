-- Of the rows of one person and snapshot the first counts; the others are turned away.
create temporary table repeated on commit drop as
select snapshot_date, offender_id, min(line) as first_line
from incoming
group by snapshot_date, offender_id having count(*) > 1;

insert into rejected (line, column_name, value, reason)
select i.line, 'snapshot_date', i.snapshot_date::text, 'the same person and snapshot as line ' || r.first_line
from repeated r
join incoming i using (snapshot_date, offender_id)
where i.line > r.first_line;

delete from incoming i
using repeated r
where i.snapshot_date = r.snapshot_date and i.offender_id = r.offender_id and i.line > r.first_line;
