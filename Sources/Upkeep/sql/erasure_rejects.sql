-- Removes the values of rejects of every load that rejected a row about them: which of its lines these were is not known. How
-- many there were stays.
delete from warehouse.quarantine q
using warehouse.load l
where l.load_id = q.load_id and l.vintage_id in (
    select a.vintage_id from warehouse.row_account a join erased_hash h on h.pseudonym = a.person)
