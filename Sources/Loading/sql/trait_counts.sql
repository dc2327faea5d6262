select
    (select count(*) from person where is_new and not alias) as added,
    (select count(*) from trait_change) as revised,
    d.sex,
    d.birth_month,
    d.ethnicity,
    d.contradicted
from (
    select
        count(*) filter (where sex_differs) as sex,
        count(*) filter (where birth_month_differs) as birth_month,
        count(*) filter (where ethnicity_differs) as ethnicity,
        count(*) filter (where sex_differs or birth_month_differs or ethnicity_differs) as contradicted
    from trait
) d
