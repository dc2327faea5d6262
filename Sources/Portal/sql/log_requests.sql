-- Adds to the log of what was asked for: each request an element of every list; an access of 0 stands for none.
insert into warehouse.portal_request (at, access, address, method, path, status, bytes)
select to_timestamp(asked.at / 1000.0), nullif(asked.access, 0)::integer, asked.address, asked.method, asked.path,
    asked.status::integer, asked.bytes
from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
    as asked (at, access, address, method, path, status, bytes)
