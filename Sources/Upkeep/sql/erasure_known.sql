-- Of the hashes $1, those of people of the warehouse, or of rejected rows.
select named as hash
from unnest($1::text[]) as named
where exists (select from warehouse.identity i where i.pseudonym = decode(named, 'hex'))
    or exists (select from warehouse.identity i where i.crn_pseudonym = decode(named, 'hex'))
    or exists (select from warehouse.row_account a where a.person = decode(named, 'hex'))
    or exists (select from warehouse.kept_out k where k.pseudonym = decode(named, 'hex'))
