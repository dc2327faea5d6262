-- What is wrong with the ledger: entries that were changed, are missing, or do not follow the one before.
with entry as (
    select
        s.number, s.previous_hash, s.hash,
        lag(s.number, 1, 0::bigint) over in_order as number_before,
        lag(s.hash, 1, repeat('0', 64)) over in_order as hash_before,
        encode(sha256(convert_to(warehouse.submission_text(s), 'UTF8')), 'hex') as computed
    from warehouse.submission s
    window in_order as (order by s.number)
),
last as (
    select coalesce(max(number), 0) as number, coalesce((array_agg(hash order by number desc))[1], repeat('0', 64)) as hash
    from entry
)
select number, 'it was changed after it was recorded: its hash does not match its contents' as problem
from entry where computed <> hash
union all
select number, case
    when number - number_before = 2 then format('the entry before it, %s, is missing', number - 1)
    else format('the entries before it, %s to %s, are missing', number_before + 1, number - 1)
end
from entry where number <> number_before + 1
union all
select number, 'it does not follow the entry before it: that one was changed or replaced'
from entry where previous_hash <> hash_before and number = number_before + 1
union all
select last.number, format('the ledger ends with it, but %s entries were recorded', head.number)
from last, warehouse.submission_head head where head.number <> last.number
union all
select last.number, 'it is not the last entry that was recorded'
from last, warehouse.submission_head head where head.number = last.number and head.hash <> last.hash
order by 1, 2
