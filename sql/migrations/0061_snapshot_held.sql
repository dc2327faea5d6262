-- Whether a caseload snapshot has anybody is asked before most reports. A view of all that is seen has no index for it: where rows
-- lie by day, all before them are read first, on every server. The index of current rows has it, unless all were revised since.
create function reporting.holds_snapshot(day date) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    state integer;
begin
    -- Planned at each call, since as_of() is constant to a plan.
    execute 'select reporting.as_of()' into state;
    perform from warehouse.caseload_snapshot c
    where c.snapshot_date = day and c.superseded_by is null and (state is null or c.vintage_id <= state)
    order by c.offender_id
    limit 1;
    if not found and state is not null then
        perform from warehouse.caseload_snapshot c
        where c.snapshot_date = day and c.superseded_by > state and c.vintage_id <= state
        limit 1;
    end if;
    return found;
end $$;
comment on function reporting.holds_snapshot(date) is
    'Whether reporting.caseload has a row of a snapshot; as quick as an index, however many rows there are.';
