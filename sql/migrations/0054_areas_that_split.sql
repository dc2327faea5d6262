-- An area whose people went to several others has no successor: its rows are nobody's but its own. Taken for one of them, they
-- would all be counted there; joined to all of them, they would be counted several times.
create or replace view reporting.area_succession as
select area_id, successor_id, took_over
from warehouse.area_succession s
where not exists (
    select from warehouse.area_succession o where o.area_id = s.area_id and o.successor_id <> s.successor_id);
comment on view reporting.area_succession is
    'Which trust took over which probation area, and when. An area that was split has no row: whose its people are since '
    'is not known.';
comment on table warehouse.area_succession is
    'Which trust took over a probation area''s offenders, so that rows recorded under the old area are reported under '
    'the trust of the report''s day. An area with several successors was split: its rows stay its own.';
