-- What many indicators share: whose group a row is of, and which cases a deadline in working days brings into a period.
create function reporting.person_group(breakdown text, person reporting.offender, on_day date) returns text
language sql immutable parallel safe
return case breakdown
    when 'sex' then (person).sex
    when 'age-band' then reporting.age_band((person).birth_month, on_day)
    when 'ethnicity' then (person).ethnicity
end;
comment on function reporting.person_group(text, reporting.offender, date) is
    'The group of a person on a day, for a report broken down by sex, age-band or ethnicity; null for any other. Give it '
    'a row of reporting.offender by its name in the query. Where the report is not broken down, nobody is looked up.';

create function reporting.working_days_before(day date, working_days integer) returns date
language sql stable parallel safe
return (
    -- Seven days hold five working days but for bank holidays, of which no span of 60 days has more than six.
    select max(candidate)::date
    from generate_series(day - working_days * 7 / 5 - 20, day - 1, '1 day') as candidate
    where reporting.working_days(candidate::date, day) >= working_days
);
comment on function reporting.working_days_before(date, integer) is
    'The latest day after which a number of working days, 1 to 60, has passed by the end of another day: what is to be '
    'done within that many is then due.';

-- Reports are due by working days after the request, reviews by weeks after their beginning.
create index court_report_requested on warehouse.court_report (requested_on) where superseded_by is null;
create index parole_report_review on warehouse.parole_report (review_began_on) where superseded_by is null;
