-- The modules that were compared since the migration $1, and where they differed.
select encode(digest, 'hex') as digest, difference
from warehouse.compared_module
where migration = $1
