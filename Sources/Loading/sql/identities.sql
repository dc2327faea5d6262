-- The people in the extract, distinguished by their identifiers; their rows are found by the identifier in `key`.
create temporary table identity on commit drop as
select coalesce(crn, pnc) as key, pnc, crn, false as alias
from staged s
where not exists (select from rejected r where r.line = s.line)
group by pnc, crn;
analyze identity;

-- Numbers that the file pairs with more than one of the other kind.
create temporary table torn_pnc on commit drop as
select pnc
from identity
where pnc is not null and crn is not null
group by pnc having count(*) > 1;

insert into rejected (line, column_name, value, reason)
select s.line, 'pnc', '(masked)', 'the file has this number with more than one crn'
from torn_pnc t
join staged s using (pnc)
where not exists (select from rejected r where r.line = s.line);

create temporary table torn_crn on commit drop as
select crn
from identity
where pnc is not null and crn is not null
group by crn having count(*) > 1;

insert into rejected (line, column_name, value, reason)
select s.line, 'crn', '(masked)', 'the file has this number with more than one pnc'
from torn_crn t
join staged s using (crn)
where not exists (select from rejected r where r.line = s.line);

delete from identity i using torn_pnc t where i.pnc = t.pnc;
delete from identity i using torn_crn t where i.crn = t.crn;

-- A row with one number is about the person whom another row gives both.
delete from identity i
using identity o
where i.pnc is null and o.pnc is not null and o.crn = i.crn;

update identity i
set crn = o.crn, alias = true
from identity o
where i.crn is null and o.crn is not null and o.pnc = i.pnc;
