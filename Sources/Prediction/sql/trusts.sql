-- The names of all areas and trusts of probation.
select distinct name from reporting.area where level = 'trust' order by name
