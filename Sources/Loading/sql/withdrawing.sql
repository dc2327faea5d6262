-- Says to withdraw.sql which table ($1) and by which vintage ($2).
select set_config('laa.filled', $1, true), set_config('laa.vintage', $2::text, true)
