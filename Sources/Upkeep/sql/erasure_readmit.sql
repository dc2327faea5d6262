-- Lets the people of the hashes $1 into later extracts again.
delete from warehouse.kept_out k using unnest($1::text[]) as named where k.pseudonym = decode(named, 'hex')
