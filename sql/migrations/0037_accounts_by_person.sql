-- Rows that name a person and no area (re-offences, criminal histories) are accounted for by the area of the person's
-- caseload. What stands of an extract's account is set against the whole of it, replaced or not.
comment on column warehouse.row_account.area_id is
    'The area that the rows name, or whose caseload has the person that they name; null where a row tells neither. '
    'Rejected rows of such an account count against every area that the extract covers.';
comment on column warehouse.row_account.part_id is
    'The local authority within the trust that the rows name, or where the caseload has the person; null where neither '
    'tells it.';

create or replace view reporting.row_account as
select
    v.kind, a.area_id, a.part_id, a.first_day, a.last_day, a.rows_read, a.rows_rejected, a.vintage_id,
    w.rejections_accepted, a.rows_of_extract, a.tells_areas
from (
    select
        a.*, (sum(a.rows_read) over extract)::bigint as rows_of_extract,
        bool_or(a.area_id is not null) over extract as tells_areas
    from warehouse.row_account a
    window extract as (partition by a.vintage_id)
) a
join reporting.vintage v on v.vintage_id = a.vintage_id
join warehouse.vintage w on w.vintage_id = a.vintage_id
where reporting.is_seen(a.vintage_id, a.superseded_by);
