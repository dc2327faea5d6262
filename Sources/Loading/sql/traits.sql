-- What the rows say of people themselves. Of several values in one file that of the row with the latest day counts, and
-- of the same day that of the later line; an empty cell says nothing. Most people have one value, which is found without
-- sorting.
create temporary table trait on commit drop as
select
    offender_id,
    max(sex collate "C") as sex,
    max(birth_month) as birth_month,
    max(ethnicity collate "C") as ethnicity,
    coalesce(min(sex collate "C") <> max(sex collate "C"), false) as sex_differs,
    coalesce(min(birth_month) <> max(birth_month), false) as birth_month_differs,
    coalesce(min(ethnicity collate "C") <> max(ethnicity collate "C"), false) as ethnicity_differs
from incoming
group by offender_id;

do $$
begin
    if not exists (select from trait where sex_differs or birth_month_differs or ethnicity_differs) then return; end if;
    analyze trait;
    execute format(
        $query$
        update trait t
        set sex = latest.sex, birth_month = latest.birth_month, ethnicity = latest.ethnicity
        from (
            select
                d.offender_id,
                (array_agg(i.sex order by i.%1$I desc, i.line desc) filter (where i.sex is not null))[1] as sex,
                (array_agg(i.birth_month order by i.%1$I desc, i.line desc)
                    filter (where i.birth_month is not null))[1] as birth_month,
                (array_agg(i.ethnicity order by i.%1$I desc, i.line desc)
                    filter (where i.ethnicity is not null))[1] as ethnicity
            from trait d
            join incoming i using (offender_id)
            where d.sex_differs or d.birth_month_differs or d.ethnicity_differs
            group by d.offender_id
        ) latest
        where latest.offender_id = t.offender_id
        $query$,
        laa.bound_text('first_day'));
end $$;
