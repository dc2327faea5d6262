-- Whether an extract of kind $1 has been loaded that is complete for all of $2 to $3.
select exists (
    select from warehouse.vintage where kind = $1 and covers_from <= $2::date and covers_through >= $3::date
) as covered
