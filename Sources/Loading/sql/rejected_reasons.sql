-- How many rows were rejected for each reason, the most frequent one first. What differs from row to row in it, such as
-- a line or the value of another cell, is '...'.
with reasons as (
    select
        line, column_name,
        regexp_replace(
            regexp_replace(
                reason,
                '\d{4}-\d{2}-\d{2}|(?<=\m(?:line|row) )\d+|(?<=^the row has )\d+|(?<=closing quote of cell )\d+', '...', 'g'),
            '^(is (?:before|below|not above) \w+) \S+$', '\1 ...') as reason
    from rejected
)
select column_name, reason, count(distinct line) as rows
from reasons
group by column_name, reason
order by rows desc, column_name collate "C", reason collate "C"
