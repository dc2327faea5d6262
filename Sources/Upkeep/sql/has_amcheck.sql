-- Whether the extension that checks pages is at hand, and this session may make it.
select exists (select from pg_available_extensions where name = 'amcheck')
    and (select rolsuper from pg_roles where rolname = current_user) as is_there
