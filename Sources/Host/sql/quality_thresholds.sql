-- How much may be lacking before a finding is marked.
select measure, largest_share from reporting.quality_threshold order by measure
