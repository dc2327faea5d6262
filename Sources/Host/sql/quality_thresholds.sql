-- How much may be missing before a finding is marked.
select measure, largest_share from reporting.quality_threshold order by measure
