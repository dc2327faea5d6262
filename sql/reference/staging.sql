-- Staging for the reference files, with the columns in the order of their headings.
create temporary table upper_tier_authority (
    authority text, type text, ons_legacy_code text, gss_code_as_at_2009_2012 text,
    gss_code_after_2013_boundary_change text, region text, probation_area_2009 text, probation_trust_2010 text,
    code_source text
) on commit drop;

create temporary table probation_area_to_trust (
    probation_area_pre_apr2010 text, probation_trust_from_apr2010 text, merged text, n_upper_tier_authorities integer
) on commit drop;
