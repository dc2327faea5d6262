-- Keeps the people with the numbers $1, in hexadecimal, out of later extracts by these too, and takes their good rows back. A number
-- that another row pairs with somebody who is not kept out is left as it is: one of the two rows is wrong.
with numbers as (
    select pseudonym
    from (select decode(number, 'hex') as pseudonym from unnest($1::text[]) as number) n
    where not exists (
        select from staged s where n.pseudonym in (s.pnc, s.crn) and s.pnc is not null and s.crn is not null)
), kept as (
    insert into warehouse.kept_out select pseudonym from numbers on conflict do nothing
)
delete from staged s using numbers n where n.pseudonym in (s.pnc, s.crn)
