-- The bank holidays after 2014, by the rule that the calendar of submissions follows too: a test compares the table
-- with Sources/Submissions/Calendar/BankHolidays.swift, year by year.
insert into warehouse.bank_holiday (day, name)
with year as (
    select number, number % 19 as a, number / 100 as century, number % 100 as c
    from generate_series(2015, 2040) as number
),
-- Easter Sunday of the Gregorian calendar (the anonymous algorithm in Meeus, Astronomical Algorithms, chapter 8).
moon as (
    select *, (19 * a + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30 as moon from year
),
weekday as (
    select *, (32 + 2 * (century % 4) + 2 * (c / 4) - moon - c % 4) % 7 as weekday from moon
),
easter as (
    select number, moon + weekday - 7 * ((a + 11 * moon + 22 * weekday) / 451) + 114 as index from weekday
),
dates as (
    select
        make_date(number, index / 31, index % 31 + 1) as easter,
        make_date(number, 1, 1) as new_year,
        make_date(number, 5, 1) as may_begins,
        make_date(number, 5, 31) as may_ends,
        make_date(number, 8, 31) as august_ends,
        make_date(number, 12, 25) as christmas,
        make_date(number, 12, 26) as boxing_day
    from easter
),
by_rule as (
    select rule.day, rule.name
    from dates
    cross join lateral (
        values
            -- On a weekend, held on the Monday.
            ('New Year', new_year + (array[0, 0, 0, 0, 0, 2, 1])[extract(isodow from new_year)::integer]),
            ('Good Friday', easter - 2),
            ('Easter Monday', easter + 1),
            -- The first Monday of May, the last of May, the last of August.
            ('early May', may_begins + (8 - extract(isodow from may_begins)::integer) % 7),
            ('spring', may_ends + 1 - extract(isodow from may_ends)::integer),
            ('summer', august_ends + 1 - extract(isodow from august_ends)::integer),
            -- On a weekend, held two days later: the other of the two is never on that day.
            ('Christmas', christmas + case when extract(isodow from christmas) > 5 then 2 else 0 end),
            ('Boxing Day', boxing_day + case when extract(isodow from boxing_day) > 5 then 2 else 0 end)
    ) as rule (name, day)
),
-- Held by proclamation, and what they were held instead of.
proclaimed (name, day, instead) as (
    values
        ('early May', date '2020-05-08', date '2020-05-04'),
        ('spring', date '2022-06-02', date '2022-05-30'),
        ('platinum jubilee', date '2022-06-03', null),
        ('state funeral', date '2022-09-19', null),
        ('coronation', date '2023-05-08', null)
)
select day, name from by_rule where not exists (select from proclaimed p where p.instead = by_rule.day)
union all
select day, name from proclaimed
-- Whoever added a later holiday by hand keeps it.
on conflict (day) do nothing;

comment on table warehouse.bank_holiday is
    'Bank holidays of England and Wales, 2007 to 2040 (Banking and Financial Dealings Act 1971, and the proclamations '
    'until 2023). Days proclaimed later are to be added here, and days that they move are to be deleted.';
