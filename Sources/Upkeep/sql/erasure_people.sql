-- The people whom the hashes $1 are of, and all the hashes that lead to them.
create temporary table erased_person (offender_id integer primary key) on commit drop;
create temporary table erased_hash (pseudonym bytea primary key) on commit drop
