-- Planner statistics for every table that the sample fills.
analyze warehouse.area, warehouse.area_code, warehouse.area_parent, warehouse.vintage, warehouse.prediction_model,
    warehouse.offender, warehouse.caseload_snapshot, warehouse.proven_offence, warehouse.ppo_cohort,
    warehouse.ppo_member, warehouse.termination, warehouse.indicator_target, warehouse.commencement,
    warehouse.requirement, warehouse.programme, warehouse.employment_referral, warehouse.work_session,
    warehouse.court_report, warehouse.enforcement, warehouse.victim_contact, warehouse.assessment,
    warehouse.parole_report, warehouse.young_offender, warehouse.area_count, warehouse.supplied_value,
    warehouse.ogrs3_input;
