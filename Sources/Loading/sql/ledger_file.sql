-- The load $1 was of a file with the content $2, by the settings $3.
insert into warehouse.loaded_file (load_id, content, settings) values ($1, decode($2, 'hex'), decode($3, 'hex'))
