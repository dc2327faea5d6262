-- Says what every column of the views of schema reporting means, with units and codes: `\d+` of psql shows it, and so does
-- `laa warehouse describe`. A view does not take the comments of the tables that it reads.

comment on column reporting.area.area_id is
    'Key of the area in all these views; not a published code, which reporting.area_code has.';
comment on column reporting.area.level is
    'national; region; trust (the probation area, from April 2010 the probation trust); ldu (local delivery unit); '
    'local-authority (upper tier); partnership (a named group of authorities); not-assigned (offenders of a '
    'probation area for whom no authority is known).';
comment on column reporting.area.name is 'Name as published.';
comment on column reporting.area.valid is 'Days on which the area existed; open where not known to begin or end.';

comment on column reporting.area_code.area_id is 'The area that the code names, a key of reporting.area.';
comment on column reporting.area_code.scheme is
    'gss (nine characters, E10000017); ons-legacy (16, 00CN); laa (made here, where no official code is known).';
comment on column reporting.area_code.code is 'The code.';
comment on column reporting.area_code.valid is 'Days on which the code was the area''s.';

comment on column reporting.area_count.measure is
    'What is counted. Each quarter: most serious violence, serious acquisitive crime, assault with less serious '
    'injury (offences recorded by the police); MARAC cases (repeats, of cases reviewed); MAPPA offenders (at the '
    'quarter''s end, by level); MAPPA meetings (attended by the right grade, of meetings, by level); deaths in '
    'approved premises (by category); safeguarding and serious further offence investigations (that found the '
    'organisation culpable, of all); qualifications (achieved, of those completed); programme staff (full-time '
    'equivalents). Each financial year: alcohol-related admissions; drug users in effective treatment; child '
    'protection plans (for a second or later time, of plans started); training needs (met on time, of those '
    'identified). On 30 June: resident population.';
comment on column reporting.area_count.area_id is 'The area, a key of reporting.area.';
comment on column reporting.area_count.counted_from is 'First day of the period.';
comment on column reporting.area_count.counted_through is 'Last day of the period.';
comment on column reporting.area_count.category is
    'level 1, level 2 or level 3; natural causes, self-inflicted or other; all where the measure has none.';
comment on column reporting.area_count.sex is 'female or male; all where the row is of both.';
comment on column reporting.area_count.age_band is 'Five years of age; all where the row is of every age.';
comment on column reporting.area_count.number is
    'How many. Whole, but for admissions, which add fractions attributable to alcohol, and for full-time '
    'equivalents.';
comment on column reporting.area_count.out_of is 'Of how many, for measures that are a part of something; else null.';

comment on column reporting.area_parent.area_id is 'The smaller area, a key of reporting.area.';
comment on column reporting.area_parent.parent_id is 'The larger area, a key of reporting.area.';
comment on column reporting.area_parent.parent_level is 'Level of the larger area: one of those of reporting.area.';
comment on column reporting.area_parent.valid is 'Days on which it lay there.';

comment on column reporting.area_succession.area_id is 'The area that ended, a key of reporting.area.';
comment on column reporting.area_succession.successor_id is 'The area that took over, a key of reporting.area.';
comment on column reporting.area_succession.took_over is 'First day under the successor.';

comment on column reporting.assessment.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.assessment.kind is 'initial, review or final (at the end of the order or licence).';
comment on column reporting.assessment.due_on is 'Day by which it was to be completed.';
comment on column reporting.assessment.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.assessment.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.assessment.completed_on is 'Day on which it was completed; null where it was not.';
comment on column reporting.assessment.tier is
    'Offender management tier then, 1 (least) to 4; null where not recorded.';
comment on column reporting.assessment.is_ppo is 'Whether the person was then a prolific or other priority offender.';
comment on column reporting.assessment.custody_phase is
    'For a prisoner, the phase of offender management, 2 or 3; null in the community.';
comment on column reporting.assessment.risk_of_harm is
    'Risk of serious harm as assessed; null where not completed. One of: high; low; medium; very high.';
comment on column reporting.assessment.plan_due_on is
    'Day by which a risk management plan was to be made; null where none was.';
comment on column reporting.assessment.plan_completed_on is 'Day on which the plan was made; null where it was not.';
comment on column reporting.assessment.above_standard is
    'Whether a quality audit found it above the required standard; null where it was not audited.';
comment on column reporting.assessment.needs_identified is
    'Criminogenic needs identified on the order or licence; null but in final assessments.';
comment on column reporting.assessment.needs_met is 'Those of the needs that were met by its end.';
comment on column reporting.assessment.ogp_at_start is
    'OGP score (general re-offending) at the start of the order or licence, in per cent; null but in final '
    'assessments.';
comment on column reporting.assessment.ogp is
    'OGP score (general re-offending) at this assessment, in per cent; null where not scored.';
comment on column reporting.assessment.ovp_at_start is
    'OVP score (violent re-offending) at the start, in per cent; null but in final assessments.';
comment on column reporting.assessment.ovp is
    'OVP score (violent re-offending) at this assessment, in per cent; null where not scored.';

comment on column reporting.bank_holiday.day is 'The day, or the one held instead where it falls on a weekend.';
comment on column reporting.bank_holiday.name is 'What it is for.';

comment on column reporting.calibration.calibration_id is 'Key of the comparison; rises with each.';
comment on column reporting.calibration.model_id is 'The model, a key of reporting.prediction_model.';
comment on column reporting.calibration.quarter is 'The quarter whose cohort is compared, such as 2009-10Q4.';
comment on column reporting.calibration.proof_lag_months is
    'Months after the model''s horizon within which re-offending had to be proven.';
comment on column reporting.calibration.made_at is 'When the comparison was made.';
comment on column reporting.calibration.latest_vintage is 'The last vintage that the warehouse had then.';
comment on column reporting.calibration.synthetic is 'Whether any row drawn on is made up.';
comment on column reporting.calibration.n is 'Offender-snapshots with a prediction and a known outcome.';
comment on column reporting.calibration.people is 'How many people these are of.';
comment on column reporting.calibration.observed is 'How many of them re-offended.';
comment on column reporting.calibration.expected is
    'The sum of the predictions: how many were expected to re-offend.';
comment on column reporting.calibration.area_under_curve is
    'Area under the receiver operating characteristic curve; null where all outcomes agree.';
comment on column reporting.calibration.area_under_curve_interval is
    '95% interval of the area under the curve (DeLong), lower and upper limit.';
comment on column reporting.calibration.brier is 'Brier score: mean squared difference of prediction and outcome.';
comment on column reporting.calibration.brier_skill is
    'One less the score over that of giving everybody the observed rate; null where all outcomes agree.';
comment on column reporting.calibration.slope is
    'Slope of a logistic regression of the outcomes on the logits of the predictions; null where not estimable.';
comment on column reporting.calibration.slope_interval is '95% interval of the slope (Wald), lower and upper limit.';
comment on column reporting.calibration.intercept is
    'Intercept of the regression whose slope this is; null where not estimable.';
comment on column reporting.calibration.intercept_interval is
    '95% interval of the intercept (Wald), lower and upper limit.';
comment on column reporting.calibration.in_the_large is
    'The intercept with the slope held at 1: above 0 where more happened than was predicted.';
comment on column reporting.calibration.in_the_large_interval is
    '95% interval of calibration in the large (Wald), lower and upper limit.';
comment on column reporting.calibration.note is 'Why the slope could not be estimated; null where it could.';

comment on column reporting.calibration_decile.calibration_id is 'The comparison, a key of reporting.calibration.';
comment on column reporting.calibration_decile.decile is '1, the lowest predictions, to 10.';
comment on column reporting.calibration_decile.n is 'Offender-snapshots in it.';
comment on column reporting.calibration_decile.lowest is 'Their lowest prediction.';
comment on column reporting.calibration_decile.highest is 'Their highest prediction.';
comment on column reporting.calibration_decile.observed is 'How many offender-snapshots of the tenth re-offended.';
comment on column reporting.calibration_decile.expected is
    'The sum of the predictions of the tenth: how many were expected to re-offend.';

comment on column reporting.caseload.snapshot_date is 'Last day of a quarter.';
comment on column reporting.caseload.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.caseload.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.caseload.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.caseload.predicted is
    'Predicted probability of re-offending within the model''s horizon, 0 to 1; null where not predicted.';
comment on column reporting.caseload.model_id is
    'The model that made the prediction, a key of reporting.prediction_model.';
comment on column reporting.caseload.tier is 'Offender management tier, 1 (least) to 4.';
comment on column reporting.caseload.order_type is
    'What the person is supervised under. One of: community order; licence; suspended sentence order.';
comment on column reporting.caseload.pnc_matched is
    'Whether the person was matched to the Police National Computer; if not, re-offending is unknown.';
comment on column reporting.caseload.managed_by is
    'Grade of the offender manager: PO (probation officer), PSO (probation services officer) or other; null where '
    'not recorded.';

comment on column reporting.commencement.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.commencement.commenced_on is 'Day on which it began.';
comment on column reporting.commencement.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.commencement.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.commencement.kind is
    'What began. One of: community order; licence; suspended sentence order.';
comment on column reporting.commencement.tier is 'Offender management tier, 1 (least) to 4; null where not recorded.';
comment on column reporting.commencement.is_ppo is
    'Whether the person was then a prolific or other priority offender.';
comment on column reporting.commencement.trigger_offence is
    'Whether a licence is for a trigger offence, one for which a drug test may be asked; null for orders.';
comment on column reporting.commencement.drug_testing is
    'Whether a licence has a drug-testing condition; null for orders.';
comment on column reporting.commencement.appointments is
    'Appointments arranged for the first 26 weeks; null until these have passed, or where none are recorded.';
comment on column reporting.commencement.attended is 'Those of the appointments that were attended.';

comment on column reporting.court_report.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.court_report.requested_on is 'Day on which the court asked for it, adjourning the case.';
comment on column reporting.court_report.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.court_report.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.court_report.kind is
    'standard; fast (written, on the day or in days); oral (told to the court).';
comment on column reporting.court_report.court is 'Which court. One of: crown; magistrates.';
comment on column reporting.court_report.due_on is 'Day by which the court wanted it.';
comment on column reporting.court_report.delivered_on is 'Day on which it was delivered; null where it was not.';

comment on column reporting.coverage.kind is 'Which kind of extract.';
comment on column reporting.coverage.area_id is
    'The area, a key of reporting.area: as the loader stated, or else one that the extract''s rows name, a key of '
    'reporting.area; null for every area.';
comment on column reporting.coverage.covers_from is
    'First day that the extract is complete for; of a caseload, the day of a snapshot.';
comment on column reporting.coverage.covers_through is 'Last day that the extract is complete for.';
comment on column reporting.coverage.vintage_id is 'The extract, a key of reporting.vintage.';

comment on column reporting.employment_referral.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.employment_referral.kind is 'education (or training), or employment.';
comment on column reporting.employment_referral.referred_on is 'Day of the referral.';
comment on column reporting.employment_referral.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.employment_referral.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.employment_referral.started_on is
    'Day on which the course, or the help, was started; null until then.';
comment on column reporting.employment_referral.award_on is
    'Day of an award that the course ended in; null where none.';
comment on column reporting.employment_referral.employed_on is 'Day on which the person began work; null until then.';
comment on column reporting.employment_referral.sustained_on is
    'Day on which the person had kept that work for four weeks; null until then.';

comment on column reporting.enforcement.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.enforcement.kind is 'breach (of an order) or recall (of a licence).';
comment on column reporting.enforcement.failed_on is
    'Day of the failure that led to it: for a breach the last unacceptable one, for a recall the day of its '
    'decision.';
comment on column reporting.enforcement.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.enforcement.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.enforcement.begun_on is
    'Day on which breach proceedings were begun; null until then, and for recalls.';
comment on column reporting.enforcement.resolved_on is
    'Day on which the court resolved the breach; null until then, and for recalls.';
comment on column reporting.enforcement.hours_to_casework is
    'Hours from the decision to recall until the request reached the national casework section; null until then, '
    'and for breaches.';

comment on column reporting.indicator_target.indicator is 'Identifier of the indicator, such as NI143.';
comment on column reporting.indicator_target.area_id is 'The area that agreed it, a key of reporting.area.';
comment on column reporting.indicator_target.kind is
    'target; baseline; or expected change (what the area''s own cohort would be expected to do).';
comment on column reporting.indicator_target.measure is
    'What the value is compared with: a rate; a relative difference from predicted; a relative change from the '
    'baseline; a count; a value, which is the figure itself in the indicator''s own unit.';
comment on column reporting.indicator_target.value is
    'A fraction, never a percentage: 0.75, -0.0777; of a count or value, as it is. Of a range, the lower end.';
comment on column reporting.indicator_target.applies is
    'Days that the target is for; a report''s last day must be among them.';
comment on column reporting.indicator_target.designated is 'Whether the Local Area Agreement designated it.';
comment on column reporting.indicator_target.source is 'The document that it was agreed in.';
comment on column reporting.indicator_target.upper is 'The upper end of a range; null where the target is one value.';

comment on column reporting.model_fit.model_id is 'The model, a key of reporting.prediction_model.';
comment on column reporting.model_fit.fitted_on is 'The day on which it was fitted.';
comment on column reporting.model_fit.n is 'Offender-snapshots that it was fitted on.';
comment on column reporting.model_fit.people is 'How many people these are of.';
comment on column reporting.model_fit.observed is 'How many of them re-offended.';
comment on column reporting.model_fit.synthetic is 'Whether any row that it was fitted on is made up.';
comment on column reporting.model_fit.area_under_curve is
    'Area under the receiver operating characteristic curve; null where not estimable.';
comment on column reporting.model_fit.area_under_curve_error is
    'Standard error of the area under the curve, over people.';
comment on column reporting.model_fit.brier is 'Brier score: mean squared difference of prediction and outcome.';
comment on column reporting.model_fit.slope is
    'Slope of a logistic regression of the outcomes on the logits of the predictions; null where not estimable.';
comment on column reporting.model_fit.slope_error is 'Standard error of the slope, over people.';
comment on column reporting.model_fit.in_the_large is
    'What has to be added to every logit for as many to be expected as re-offended; null where not estimable, and '
    'for a check that was made before it was kept.';
comment on column reporting.model_fit.in_the_large_error is
    'Standard error of calibration in the large, over people.';

comment on column reporting.offender.offender_id is 'Key within this warehouse.';
comment on column reporting.offender.sex is 'As recorded: female or male; null where not recorded.';
comment on column reporting.offender.birth_month is 'First day of the month of birth; the day is never kept.';
comment on column reporting.offender.ethnicity is
    'Self-classified, in five groups; null where not stated. One of: asian; black; mixed; other; white.';

comment on column reporting.ogrs3_input.snapshot_date is 'Last day of a quarter: the caseload''s snapshot.';
comment on column reporting.ogrs3_input.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.ogrs3_input.convicted_on is 'Day of the current conviction.';
comment on column reporting.ogrs3_input.follow_up_from is 'Day on which follow-up begins: supplied, never derived.';
comment on column reporting.ogrs3_input.sanctions is 'All sanctions, the current one included.';
comment on column reporting.ogrs3_input.age_at_first_sanction is 'Age when first sanctioned, in whole years.';
comment on column reporting.ogrs3_input.age_at_conviction is
    'Completed years at the current conviction, counted by the source from the day of birth; where null, they are '
    'counted from the month of birth.';
comment on column reporting.ogrs3_input.age_at_follow_up is
    'Completed years when follow-up begins, counted by the source from the day of birth; where null, they are '
    'counted from the month of birth.';
comment on column reporting.ogrs3_input.offence_code is
    'Home Office code of the current offence, five characters: text, since leading zeros matter.';

comment on column reporting.parole_report.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.parole_report.kind is
    'parole (a parole-eligible case) or indeterminate review (of an indeterminate sentence).';
comment on column reporting.parole_report.due_on is 'Day by which it was to be delivered.';
comment on column reporting.parole_report.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.parole_report.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.parole_report.review_began_on is
    'Day on which an indeterminate sentence''s review began; null for parole.';
comment on column reporting.parole_report.delivered_on is 'Day on which it was delivered; null where it was not.';

comment on column reporting.ppo_cohort.cohort_id is 'Key within this warehouse.';
comment on column reporting.ppo_cohort.name is 'What the cohort is called, such as 2009 cohort.';
comment on column reporting.ppo_cohort.taken_on is 'Day on which the scheme''s list was taken.';
comment on column reporting.ppo_cohort.baseline_from is 'First day of the baseline year.';
comment on column reporting.ppo_cohort.baseline_to is 'Last day of the baseline year.';
comment on column reporting.ppo_cohort.follow_up_from is 'First day of the follow-up year.';
comment on column reporting.ppo_cohort.follow_up_to is 'Last day of the follow-up year.';

comment on column reporting.ppo_member.cohort_id is 'The cohort, a key of reporting.ppo_cohort.';
comment on column reporting.ppo_member.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.ppo_member.trust_id is
    'Probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.ppo_member.authority_id is
    'Upper-tier authority, a key of reporting.area; null where it could not be assigned.';

comment on column reporting.prediction.model_id is 'The model, a key of reporting.prediction_model.';
comment on column reporting.prediction.snapshot_date is 'The caseload''s snapshot.';
comment on column reporting.prediction.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.prediction.predicted is
    'Predicted probability of proven re-offending within the model''s horizon, unrounded.';

comment on column reporting.prediction_model.model_id is 'Key within this warehouse.';
comment on column reporting.prediction_model.name is 'Name of the model.';
comment on column reporting.prediction_model.version is 'Version of its coefficients.';
comment on column reporting.prediction_model.horizon_months is
    'Months after the snapshot that it predicts for; null where nobody has stated it: nothing is judged by it then.';
comment on column reporting.prediction_model.fitted_on is 'The data that it was fitted on.';

comment on column reporting.prediction_run.run_id is 'Key of the run; rises with each.';
comment on column reporting.prediction_run.model_id is 'The model, a key of reporting.prediction_model.';
comment on column reporting.prediction_run.made_at is 'When the model was applied.';
comment on column reporting.prediction_run.caseload_rows is 'Offender-snapshots read.';
comment on column reporting.prediction_run.predicted_rows is 'Those that were given a prediction.';

comment on column reporting.prediction_uncertainty.model_id is 'The model, a key of reporting.prediction_model.';
comment on column reporting.prediction_uncertainty.snapshot_date is 'The caseload''s snapshot.';
comment on column reporting.prediction_uncertainty.trust_id is
    'The supervising area or trust, a key of reporting.area.';
comment on column reporting.prediction_uncertainty.authority_id is
    'The local authority, a key of reporting.area; null where not assigned.';
comment on column reporting.prediction_uncertainty.breakdown is
    'What the people are divided by; null for all of them. One of: age-band; ethnicity; order-type; sex; tier.';
comment on column reporting.prediction_uncertainty.in_group is
    'Their group; null for all, and where it is not recorded.';
comment on column reporting.prediction_uncertainty.variance is 'The sum of p(1 - p) over their predictions p.';
comment on column reporting.prediction_uncertainty.directions is
    'Lᵀg, where g is the sum of p(1 - p)x over their rows x of the model''s design, and LLᵀ the covariance of its '
    'coefficients by person: the sum of predictions over any places has the variance |Lᵀg|², g added up over them.';

comment on column reporting.programme.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.programme.kind is
    'Type of programme: other accredited are those that are none of the first three, such as for substance misuse '
    'or drink driving. One of: domestic violence; offending behaviour; other accredited; sex offender.';
comment on column reporting.programme.referred_on is 'Day of the referral.';
comment on column reporting.programme.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.programme.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.programme.ogrs is
    'OGRS score then, the chance of proven re-offending within two years in per cent; null where not scored. Which '
    'score makes a person eligible is a report''s parameter.';
comment on column reporting.programme.started_on is 'Day of the first session; null until then.';
comment on column reporting.programme.ended_on is 'Day of the last session, or of leaving; null until then.';
comment on column reporting.programme.outcome is 'How it ended; null until then. One of: completed; not completed.';

comment on column reporting.proven_offence.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.proven_offence.offence_date is 'Day of the offence.';
comment on column reporting.proven_offence.proven_date is 'Day on which it was proven: the conviction or caution.';
comment on column reporting.proven_offence.disposal_date is 'Day of sentence or other disposal; null while awaited.';
comment on column reporting.proven_offence.offence_code is
    'Home Office offence code, five digits: text, since leading zeros matter.';
comment on column reporting.proven_offence.disposal is 'How it was proven. One of: caution; conviction.';

comment on column reporting.quality_threshold.measure is
    'pnc-match: not matched to the Police National Computer; prediction: without one; authority: local authority '
    'not assigned; answered: question not answered at termination; late-proof: offences proven too late to count; '
    'rejected: rows rejected when they were loaded.';
comment on column reporting.quality_threshold.largest_share is
    'The largest share that may be lacking before a figure is marked, as a fraction, 0 to 1.';

comment on column reporting.requirement.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.requirement.kind is
    'Which of the requirements of the Criminal Justice Act 2003; unpaid work is Community Payback. One of: '
    'accredited programme; alcohol treatment; attendance centre; curfew; drug rehabilitation; exclusion; mental '
    'health treatment; prohibited activity; residence; specified activity; supervision; unpaid work.';
comment on column reporting.requirement.made_on is 'Day on which the court, or the licence, made it.';
comment on column reporting.requirement.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.requirement.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.requirement.hours_ordered is
    'Hours of unpaid work ordered; null for other kinds, and where not recorded.';
comment on column reporting.requirement.started_on is 'Day on which it was started; null until then.';
comment on column reporting.requirement.ended_on is 'Day on which it ended, completed or not; null until then.';
comment on column reporting.requirement.outcome is 'How it ended; null until then. One of: completed; not completed.';

comment on column reporting.row_account.kind is 'Which kind of extract.';
comment on column reporting.row_account.area_id is
    'The area that the rows name, a key of reporting.area; null where the kind names none, or where a rejected '
    'row''s cannot be read. Such rejected rows count for the areas of their person''s caseload; where no person can '
    'be read, against every area that the extract covers.';
comment on column reporting.row_account.part_id is
    'The local authority within the trust that the rows name; null where they name none.';
comment on column reporting.row_account.first_day is
    'The earliest day of these rows, all of one month unless they are of one person; of rejected rows whose day '
    'cannot be read or is contradicted, the first day that the extract covers.';
comment on column reporting.row_account.last_day is
    'The latest day of these rows, or the last day that the extract covers.';
comment on column reporting.row_account.rows_read is 'Rows read, good or rejected.';
comment on column reporting.row_account.rows_rejected is 'Those of them that were rejected.';
comment on column reporting.row_account.vintage_id is 'The extract, a key of reporting.vintage.';
comment on column reporting.row_account.rejections_accepted is
    'Why the extract was loaded although more of its rows were rejected than is allowed; null for any other. '
    'Figures that rest on it are not judged.';
comment on column reporting.row_account.rows_of_extract is
    'All rows of the extract that were read, good or rejected, whatever area and days they are of.';
comment on column reporting.row_account.offender_id is
    'The person whom the rows are about, where rejected rows are counted person by person; null for rows that are '
    'counted by area and month.';
comment on column reporting.row_account.rows_needed is
    'How many of these rows a later extract must have to replace the account: all that the extract has, repeats '
    'aside. Null for extracts loaded before there was such a count: all rows read.';

comment on column reporting.snapshot_size.snapshot_date is 'Day of the snapshot.';
comment on column reporting.snapshot_size.area_id is 'The probation area or trust, a key of reporting.area.';
comment on column reporting.snapshot_size.people is 'People in it.';

comment on column reporting.standard_population.age_band is 'The age band, as in reporting.area_count.';
comment on column reporting.standard_population.from_age is 'The youngest age in the band.';
comment on column reporting.standard_population.people is 'People of the band in a standard population of 100,000.';

comment on column reporting.supplied_value.indicator is 'Identifier of the indicator, such as OM29.';
comment on column reporting.supplied_value.area_id is 'The area, a key of reporting.area.';
comment on column reporting.supplied_value.applies is 'Days that the value is for.';
comment on column reporting.supplied_value.value is
    'The number, in the indicator''s own unit: 85 where that is %. Null where it is words.';
comment on column reporting.supplied_value.answer is 'The words, where it is no number.';
comment on column reporting.supplied_value.lower_limit is 'Lower limit of its 95% interval, where one is supplied.';
comment on column reporting.supplied_value.upper_limit is 'Upper limit of its 95% interval, where one is supplied.';
comment on column reporting.supplied_value.numerator is 'The count that the value is of, where supplied.';
comment on column reporting.supplied_value.denominator is
    'The count that it was divided by, such as people answering, where supplied.';
comment on column reporting.supplied_value.source is 'The survey, audit or return that it is from.';
comment on column reporting.supplied_value.note is 'What a reader should know of the value; null where nothing.';

comment on column reporting.termination.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.termination.terminated_on is 'Day on which the order or licence ended.';
comment on column reporting.termination.trust_id is
    'Supervising probation area or trust, as recorded then, a key of reporting.area.';
comment on column reporting.termination.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.termination.kind is 'What ended: order or licence.';
comment on column reporting.termination.reason is 'Why it ended. One of: completed; deported; died; revoked.';
comment on column reporting.termination.accommodation is
    'As assessed at termination; null where the question was not answered, which is not the same as not settled. '
    'One of: not settled; settled and suitable; settled, not suitable.';
comment on column reporting.termination.employment is
    'As assessed at termination; null where not answered. One of: employed; unavailable for work; unemployed.';

comment on column reporting.victim_contact.offender_id is 'The person sentenced, a key of reporting.offender.';
comment on column reporting.victim_contact.sentenced_on is 'Day of the sentence.';
comment on column reporting.victim_contact.victim_number is 'Tells the victims of one sentence apart.';
comment on column reporting.victim_contact.trust_id is
    'Probation area or trust that is to make contact, a key of reporting.area.';
comment on column reporting.victim_contact.authority_id is
    'Upper-tier authority of the person''s address, a key of reporting.area; null where it could not be assigned.';
comment on column reporting.victim_contact.contacted_on is
    'Day on which the victim was first contacted; null where not.';

comment on column reporting.vintage.vintage_id is 'Key of the extract; rises with each load.';
comment on column reporting.vintage.kind is 'Which kind of extract: what it holds.';
comment on column reporting.vintage.source_system is 'The system that the extract came from.';
comment on column reporting.vintage.covers_from is 'First day that the extract is complete for.';
comment on column reporting.vintage.covers_through is
    'Last day that the extract is complete for; for re-offences, the last day of proof.';
comment on column reporting.vintage.extracted_on is 'Day on which the source system made it.';
comment on column reporting.vintage.synthetic is
    'True where the rows are made up: every page drawn from them says so.';
comment on column reporting.vintage.note is 'What the loader said of it.';

comment on column reporting.work_session.held_on is 'The day.';
comment on column reporting.work_session.trust_id is
    'Probation area or trust that holds it, as recorded then, a key of reporting.area.';
comment on column reporting.work_session.authority_id is
    'Upper-tier authority that the work is done in, a key of reporting.area; null where not recorded.';
comment on column reporting.work_session.session_number is 'Tells the sessions of one day and trust apart.';
comment on column reporting.work_session.placement is
    'group (supervised by the trust) or agency (supervised by who has the benefit).';
comment on column reporting.work_session.instructed is 'People who were to work.';
comment on column reporting.work_session.stood_down is 'Those of them whom the trust sent home, or told not to come.';
comment on column reporting.work_session.attended is 'Those of them who worked.';
comment on column reporting.work_session.hours is 'Hours that all of them worked together.';

comment on column reporting.young_offender.offender_id is 'The person, a key of reporting.offender.';
comment on column reporting.young_offender.joined_on is
    'Day of the disposal or release that brought the person into the cohort.';
comment on column reporting.young_offender.authority_id is
    'Authority of the youth offending team, a key of reporting.area.';
comment on column reporting.young_offender.disposal is
    'pre-court (reprimand or final warning); first-tier; community; custody (a release).';
comment on column reporting.young_offender.reoffences_3 is 'Proven re-offences within 3 months; null until known.';
comment on column reporting.young_offender.reoffences_6 is
    'Proven re-offences within 6 months, those of the first 3 included; null until known.';
comment on column reporting.young_offender.reoffences_9 is
    'Proven re-offences within 9 months, the earlier ones included; null until known.';
comment on column reporting.young_offender.reoffences_12 is
    'Proven re-offences within 12 months, the earlier ones included; null until known.';
