-- Current accounts of rows read and rejected, by kind of extract, area, person and days.
select
    kind, area_id, part_id, offender_id, first_day, last_day, rows_read, rows_rejected, rows_needed, rejections_accepted,
    vintage_id, rows_of_extract
from reporting.row_account
