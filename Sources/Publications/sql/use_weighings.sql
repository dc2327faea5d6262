-- Notes that the weighings with keys $1, in base64, were used today.
update warehouse.weighing set used_on = current_date
where key in (select decode(used.key, 'base64') from unnest($1::text[]) as used (key)) and used_on < current_date
