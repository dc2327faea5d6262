select
    (select count(*) from person where is_new and not alias) as added,
    (select count(*) from trait_change) as revised
