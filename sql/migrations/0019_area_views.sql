-- Codes and hierarchy of areas for those who read the reporting views alone.
create view reporting.area_code as
select area_id, scheme, code, valid from warehouse.area_code;
comment on view reporting.area_code is 'Codes of areas over time.';

create view reporting.area_parent as
select area_id, parent_id, parent_level, valid from warehouse.area_parent;
comment on view reporting.area_parent is 'Which area lies in which, and when.';
