-- The kinds of extract that the warehouse was ever given.
select distinct kind from reporting.vintage order by kind
