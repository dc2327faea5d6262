-- The hashes that were named, in hexadecimal.
insert into erased_hash
select distinct decode(named, 'hex') from unnest($1::text[]) as named
