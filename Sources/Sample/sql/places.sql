-- Each upper-tier authority with the probation area that contained it on the areas' last day ($1), its code on that
-- day, and the trust that contained it on the trusts' first day ($2).
select
    old.name as area, old.area_id as area_id, new.area_id as trust_id,
    authority.name as authority, authority.area_id as authority_id, code.code
from warehouse.area authority
join warehouse.area_code code
    on code.area_id = authority.area_id and code.scheme = 'gss' and code.valid @> $1::date
join warehouse.area_parent in_old
    on in_old.area_id = authority.area_id and in_old.parent_level = 'trust' and in_old.valid @> $1::date
join warehouse.area old on old.area_id = in_old.parent_id
join warehouse.area_parent in_new
    on in_new.area_id = authority.area_id and in_new.parent_level = 'trust' and in_new.valid @> $2::date
join warehouse.area new on new.area_id = in_new.parent_id
where authority.level = 'local-authority'
order by old.name collate "C", authority.name collate "C"
