-- Rejected rows are accounted for by person, as far as a row tells whom it is about: rows that name no area (re-offences,
-- criminal histories) then count for the areas of the person's caseload, also where that is loaded later. What stands of
-- an extract's account is set against the whole of it, replaced or not.
alter table warehouse.row_account
    add column person bytea check (octet_length(person) = 32),
    add column rows_needed bigint,
    add check (person is null or rows_needed is not null);
drop index warehouse.row_account_of_vintage;
create unique index row_account_of_vintage
    on warehouse.row_account (
        vintage_id, coalesce(area_id, 0), coalesce(part_id, 0), coalesce(person, ''), first_day, last_day);
create index row_account_person on warehouse.row_account (person) where person is not null;
comment on table warehouse.row_account is
    'How many rows of an extract were read and rejected, by area and month as far as each row says; rejected rows of one '
    'person together. A later extract that covers the same area and days, and lacks none of the rows, replaces the '
    'account.';
comment on column warehouse.row_account.area_id is
    'The area that the rows name; null where the kind names none, or where a rejected row''s cannot be read. Such rejected '
    'rows count for the areas of their person''s caseload; where no person can be read, against every area that the '
    'extract covers.';
comment on column warehouse.row_account.person is
    'Of rejected rows, the keyed hash of the person''s CRN, or else of the PNC number; null for good rows, and where neither '
    'can be read. The person need not be in the warehouse.';
comment on column warehouse.row_account.first_day is
    'The earliest day of these rows, all of one month unless they are of one person; of rejected rows whose day cannot be '
    'read or is contradicted, the first day that the extract covers.';
comment on column warehouse.row_account.rows_needed is
    'How many of these rows a later extract must have to replace the account: all that the extract has, repeats aside. Null '
    'for extracts loaded before there was such a count: all rows read.';

create or replace view reporting.row_account as
select
    v.kind, a.area_id, a.part_id, a.first_day, a.last_day, a.rows_read, a.rows_rejected, a.vintage_id,
    -- Accepted rejects are an extract's while any of them is current.
    case
        when bool_or(a.rows_rejected > 0) over (partition by a.vintage_id) then w.rejections_accepted
    end as rejections_accepted,
    a.rows_of_extract,
    coalesce(
        (select o.offender_id from warehouse.offender o where a.person is not null and o.crn_pseudonym = a.person),
        (select o.offender_id from warehouse.offender o where a.person is not null and o.pseudonym = a.person))
        as offender_id,
    a.rows_needed
from (
    select a.*, (sum(a.rows_read) over (partition by a.vintage_id))::bigint as rows_of_extract
    from warehouse.row_account a
) a
join reporting.vintage v on v.vintage_id = a.vintage_id
join warehouse.vintage w on w.vintage_id = a.vintage_id
where reporting.is_seen(a.vintage_id, a.superseded_by);
