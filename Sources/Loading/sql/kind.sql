-- Gives the scripts that serve every kind this kind's table ($1), its key in words ($2), the columns that hold a row's
-- first and last day ($3, $4), the column that holds its area ('' for none, $5), whether rows are of lists taken on
-- single days ($6), the column that holds an authority within the area ('' for none, $7), and its name ($8).
select
    set_config('laa.filled', $1, true), set_config('laa.known_by', $2, true), set_config('laa.first_day', $3, true),
    set_config('laa.last_day', $4, true), set_config('laa.area', $5, true),
    set_config('laa.is_of_days', $6::boolean::text, true), set_config('laa.part', $7, true),
    set_config('laa.kind', $8, true)
