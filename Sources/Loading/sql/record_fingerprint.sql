-- The fingerprint of the warehouse's key: the one recorded, or from now on $1.
insert into warehouse.pseudonym_key as k (fingerprint) values (decode($1, 'hex'))
on conflict (only_one) do update set fingerprint = k.fingerprint
returning encode(k.fingerprint, 'hex') as fingerprint
