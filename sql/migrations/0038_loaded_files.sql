-- Which files were loaded by 'laa load --all', so that one that is begun again passes over those that are done.
create table warehouse.loaded_file (
    load_id integer primary key references warehouse.load,
    content bytea not null check (octet_length(content) = 32),
    settings bytea not null check (octet_length(settings) = 32)
);
comment on table warehouse.loaded_file is
    'The files that ''laa load --all'' loaded, by what is in them: the same file with the same settings is not read again.';
comment on column warehouse.loaded_file.load_id is 'The load.';
comment on column warehouse.loaded_file.content is
    'HMAC-SHA-256 of the file''s bytes under the key of identifiers: a plain hash of a few rows could be guessed.';
comment on column warehouse.loaded_file.settings is
    'The same of how it was loaded: its kind, the contents of its mapping, and every option that its rows depend on.';
create index loaded_file_content on warehouse.loaded_file (content, settings);
