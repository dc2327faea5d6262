-- What the returns (those of the kinds $4) of the quarter that ends on $2, up to publication $3, showed and suppressed
-- of the indicators $1; in order of publication.
select t.counts, t.publication
from warehouse.publication p
join warehouse.published_table t on t.publication = p.number
where p.last_day = $2 and p.number <= $3 and p.kind = any($4) and t.indicator = any($1)
    -- Figures of that quarter, not of those before it that are published with it.
    and t.last_day > $2 - 92
order by t.publication, t.place
