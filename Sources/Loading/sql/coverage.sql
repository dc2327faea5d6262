-- The table `covered`: the first and the last day of the rows.
create temporary table covered on commit drop as
select min(day) as first_day, max(last_day) as last_day from held
