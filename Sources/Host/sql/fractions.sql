select count(*) filter (where counted./* column */ <> trunc(counted./* column */)) as rows
from (/* query */) as counted
