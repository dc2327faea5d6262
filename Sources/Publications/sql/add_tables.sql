-- Adds the tables of publication $1, by column: indicators $2, first days $3, last days $4, counts $5. Those that an earlier
-- publication of the same kind has with the very same counts are known.
insert into warehouse.published_table (publication, place, indicator, first_day, last_day, counts)
select $1, added.place, added.indicator, added.first_day, added.last_day, added.counts
from unnest($2::text[], $3::date[], $4::date[], $5::text[]) with ordinality
    as added (indicator, first_day, last_day, counts, place)
where not exists (
    select
    from warehouse.published_table known
    join warehouse.publication earlier on earlier.number = known.publication
    join warehouse.publication own on own.number = $1 and own.kind = earlier.kind
    where (known.indicator, known.last_day, known.first_day) = (added.indicator, added.last_day, added.first_day)
        and known.counts = added.counts)
