-- Statistics for the planner, of every table that the sample fills.
analyze warehouse.area, warehouse.area_code, warehouse.area_parent, warehouse.vintage, warehouse.prediction_model,
    warehouse.offender, warehouse.caseload_snapshot, warehouse.proven_offence, warehouse.ppo_cohort,
    warehouse.ppo_member, warehouse.termination, warehouse.ogrs3_input, warehouse.indicator_target;
