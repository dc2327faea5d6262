-- Current rows that the file lacks, of those whose days all lie within the covered days. An offence's days end with the
-- proof, since an extract that is complete up to a day cannot have what was proven later.
do $$
declare
    span text := (select format('t.%I <@ daterange(d.first_day, d.last_day, ''[]'')', kept)
        from field where type = 'daterange'::regtype);
begin
    execute format(
        'insert into lacking (old_row)
        select t.ctid from %s t cross join covered d
        where t.superseded_by is null and %s and not exists (select from incoming i where i.old_row = t.ctid)',
        laa.bound_text('filled')::regclass,
        coalesce(span, format(
            't.%I between d.first_day and d.last_day and t.%I <= d.last_day',
            laa.bound_text('first_day'), laa.bound_text('last_day'))));
end $$;
