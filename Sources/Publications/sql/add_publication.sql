-- Adds a publication, its values in the order of the columns; the register numbers it.
insert into warehouse.publication (
    number, kind, name, areas, first_day, last_day, policy, as_of, vintages, program, considered, content_hash,
    recorded_by, recorded_at)
select 1, $1, $2, $3, $4, $5, $6, $7::integer, $8::integer[], $9, $10, $11, '', now()
returning number
