-- Current accounts of rows read and rejected, by kind of extract, area and days.
select
    kind, area_id, part_id, first_day, last_day, rows_read, rows_rejected, rejections_accepted, vintage_id, rows_of_extract,
    tells_areas
from reporting.row_account
