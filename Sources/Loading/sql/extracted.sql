-- For replaced.sql: the extract's kind ($1), the day that it was made on ($2), and whether it withdraws rows ($3).
select
    set_config('laa.kind', $1, true), set_config('laa.made', $2::date::text, true),
    set_config('laa.withdraws', $3, true)
