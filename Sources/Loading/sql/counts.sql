select
    (select count(*) from incoming where not unchanged) as loaded,
    (select count(*) from incoming where unchanged) as unchanged,
    (select count(distinct line) from rejected) as quarantined
