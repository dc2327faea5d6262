-- Keeps them out of later extracts.
insert into warehouse.kept_out select pseudonym from erased_hash on conflict do nothing
