-- Rows about people who are not in the warehouse.
insert into rejected (line, column_name, value, reason)
select
    s.line, case when s.crn is null then 'pnc' else 'crn' end, '(masked)',
    'nobody in the warehouse has this number: first load an extract that adds people, such as the caseload'
from person p
join staged s on coalesce(s.crn, s.pnc) = p.key
where p.is_new and not exists (select from rejected r where r.line = s.line);

delete from person where is_new;
