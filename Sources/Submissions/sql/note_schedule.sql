-- Notes when the scheduled returns are due: each an element of every list.
insert into warehouse.scheduled_return (partnership, quarter, complete_on, last_indicators, due_on)
select * from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::date[])
