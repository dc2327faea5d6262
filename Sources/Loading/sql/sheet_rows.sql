-- The rows of a sheet are called rows in the reasons too.
update rejected
set reason = regexp_replace(reason, '\mline (?=\d)', 'row ', 'g')
where reason ~ '\mline \d'
