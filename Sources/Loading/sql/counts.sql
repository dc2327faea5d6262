select
    (select coalesce(sum(row_count - unchanged), 0)::bigint from held) as loaded,
    (select coalesce(sum(unchanged), 0)::bigint from held) as unchanged,
    (select count(distinct line) from rejected) as quarantined
