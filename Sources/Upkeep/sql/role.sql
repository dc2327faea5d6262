-- Makes the role that report modules run as, where it is not there and may be made; migrations give it its rights.
do $$
begin
    if not exists (select from pg_roles where rolname = 'laa_module') then
        create role laa_module login noinherit;
        comment on role laa_module is 'What report modules of the program laa run as: reads only the reporting views.';
    end if;
exception
    when insufficient_privilege or unique_violation or duplicate_object then null;
end $$
