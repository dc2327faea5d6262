-- What `laa load` keeps account of: each load, the rows that it turned away, and the key that names were hashed with.
create table warehouse.load (
    load_id integer generated always as identity primary key,
    kind text not null check (kind in (
        'caseload', 're-offences', 'ppo-cohorts', 'terminations', 'targets', 'criminal-history')),
    file_name text not null check (file_name <> ''),
    source_system text not null check (source_system <> ''),
    vintage_id integer references warehouse.vintage,
    rows_read bigint not null check (rows_read >= 0),
    rows_loaded bigint not null check (rows_loaded >= 0),
    rows_unchanged bigint not null check (rows_unchanged >= 0),
    rows_quarantined bigint not null check (rows_quarantined >= 0),
    people_added bigint not null check (people_added >= 0),
    people_revised bigint not null check (people_revised >= 0),
    began_at timestamptz not null,
    ended_at timestamptz not null default clock_timestamp(),
    loaded_by text not null default current_user,
    check (rows_read = rows_loaded + rows_unchanged + rows_quarantined)
);
comment on table warehouse.load is
    'The ledger of loads: one row for each file that was loaded, also where nothing in it was new.';
comment on column warehouse.load.load_id is 'Rises with each load.';
comment on column warehouse.load.kind is 'What the file held.';
comment on column warehouse.load.file_name is 'Name of the file, without its folder.';
comment on column warehouse.load.source_system is 'The system that the extract came from, as the loader said.';
comment on column warehouse.load.vintage_id is 'The vintage that the load made; null where it changed nothing.';
comment on column warehouse.load.rows_read is 'Rows of the file, without its heading and blank lines.';
comment on column warehouse.load.rows_loaded is 'Rows that were new, or revised a current one.';
comment on column warehouse.load.rows_unchanged is 'Rows that the warehouse held already, just so.';
comment on column warehouse.load.rows_quarantined is 'Rows turned away: see warehouse.quarantine.';
comment on column warehouse.load.people_added is 'People met for the first time.';
comment on column warehouse.load.people_revised is 'People whose sex, month of birth, ethnicity or identifiers were revised.';
comment on column warehouse.load.began_at is 'When reading began.';
comment on column warehouse.load.ended_at is 'When the last row was merged.';
comment on column warehouse.load.loaded_by is 'The role that loaded it.';

create table warehouse.quarantine (
    load_id integer not null references warehouse.load,
    file_line bigint not null check (file_line > 0),
    column_name text not null,
    value text,
    reason text not null check (reason <> '')
);
comment on table warehouse.quarantine is
    'Why rows of an extract were turned away, one row each reason. Values of identifying columns are never kept.';
comment on column warehouse.quarantine.load_id is 'The load.';
comment on column warehouse.quarantine.file_line is 'Line of the file that the row begins on, the heading being line 1.';
comment on column warehouse.quarantine.column_name is 'Column at fault; empty where it is the row as a whole.';
comment on column warehouse.quarantine.value is
    'The value at fault, cut to 80 characters; "(masked)" where it identifies or may identify a person.';
comment on column warehouse.quarantine.reason is 'What is wrong with it.';
create index quarantine_load on warehouse.quarantine (load_id, file_line);

create table warehouse.pseudonym_key (
    only_one boolean primary key default true check (only_one),
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    recorded_at timestamptz not null default now()
);
comment on table warehouse.pseudonym_key is
    'Which key identifiers were hashed with, so that a lost or wrong key is noticed. The key itself is never here.';
comment on column warehouse.pseudonym_key.only_one is 'True: a warehouse has one key.';
comment on column warehouse.pseudonym_key.fingerprint is 'HMAC-SHA-256 of a fixed text under the key.';
comment on column warehouse.pseudonym_key.recorded_at is 'When the key was first used for this warehouse.';

alter table warehouse.offender
    add column crn_pseudonym bytea check (octet_length(crn_pseudonym) = 32);
comment on column warehouse.offender.pseudonym is
    'Keyed hash of the person''s Police National Computer number; null where not known, and in a sample.';
comment on column warehouse.offender.crn_pseudonym is
    'Keyed hash of the person''s probation case reference number; null where not known, and in a sample.';
create unique index offender_crn on warehouse.offender (crn_pseudonym) where crn_pseudonym is not null;

create table warehouse.offender_revision (
    offender_id integer not null references warehouse.offender,
    sex text,
    birth_month date,
    ethnicity text,
    superseded_by integer not null references warehouse.vintage,
    primary key (offender_id, superseded_by)
);
comment on table warehouse.offender_revision is 'What was recorded of a person before a later extract revised it.';
comment on column warehouse.offender_revision.offender_id is 'The person.';
comment on column warehouse.offender_revision.sex is 'As recorded until then.';
comment on column warehouse.offender_revision.birth_month is 'As recorded until then.';
comment on column warehouse.offender_revision.ethnicity is 'As recorded until then.';
comment on column warehouse.offender_revision.superseded_by is 'The extract that revised it.';

alter table warehouse.proven_offence
    add column offence_number smallint not null default 1 check (offence_number > 0);
comment on column warehouse.proven_offence.offence_number is
    'Tells a person''s offences of one code on one day apart, as the source numbers them; 1 where it does not.';
