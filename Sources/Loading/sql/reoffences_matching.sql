-- Each good row with the current row of its person, day, code and number. Offences with the same key that were loaded
-- before there were numbers cannot be distinguished: the row is then matched with one that is alike, or else the first.
create temporary table incoming on commit drop as
select distinct on (s.line)
    s.line, p.offender_id, s.offence_date, s.proven_date, s.disposal_date, s.offence_code,
    s.offence_number, s.disposal, o.old_row,
    o.offender_id is not null
        and (s.proven_date, s.disposal_date, s.disposal) is not distinct from
            (o.proven_date, o.disposal_date, o.disposal) as unchanged
from staged s
join person p on p.key = coalesce(s.crn, s.pnc)
left join filled o
    on o.offender_id = p.offender_id and o.offence_date = s.offence_date
    and coalesce(o.offence_code, '') = coalesce(s.offence_code, '')
    and o.offence_number = s.offence_number
where not exists (select from rejected r where r.line = s.line)
order by s.line, unchanged desc, o.old_row;

create temporary table repeated on commit drop as
select offender_id, offence_date, coalesce(offence_code, '') as code, offence_number, min(line) as first_line
from incoming
group by 1, 2, 3, 4 having count(*) > 1;

insert into rejected (line, column_name, value, reason, is_repeat)
select
    i.line, 'offence_number', i.offence_number::text,
    'the same person, day, code and number as line ' || r.first_line || ': number them, if they are two offences', true
from repeated r
join incoming i using (offender_id, offence_date, offence_number)
where coalesce(i.offence_code, '') = r.code and i.line > r.first_line;

delete from incoming i
using repeated r
where i.offender_id = r.offender_id and i.offence_date = r.offence_date and coalesce(i.offence_code, '') = r.code
    and i.offence_number = r.offence_number and i.line > r.first_line;
