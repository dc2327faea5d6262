-- Whether nothing was published after vintage $1.
select not exists (select from warehouse.published_vintage where vintage_id > $1) as is_last
