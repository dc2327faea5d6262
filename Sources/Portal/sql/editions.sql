-- The editions that were delivered; only those of the partnerships $1, unless null. Whatever is asked for here, row-level
-- security leaves only what the transaction's token is for.
select
    prepared.partnership, prepared.quarter, prepared.edition, prepared.reason, prepared.override_reason, prepared.as_of,
    prepared.bundle, prepared.content_hash, prepared.program, delivered.as_of as delivered_on,
    to_char(delivered.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as delivered_at
from warehouse.submission prepared
join warehouse.submission delivered using (partnership, quarter, edition)
where prepared.state = 'prepared' and delivered.state = 'delivered'
    and ($1::text[] is null or prepared.partnership = any ($1::text[]))
order by prepared.partnership, prepared.quarter, prepared.edition
