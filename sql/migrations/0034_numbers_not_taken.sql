-- What stood in the place of a PNC number or a CRN, and was not taken for one.
create table warehouse.number_not_taken (
    load_id integer not null references warehouse.load,
    numbering text not null check (numbering in ('pnc', 'crn')),
    flaw text not null check (
        flaw in ('placeholder', 'wrong check letter', 'no check letter', 'fits two numbers', 'other form')),
    cells bigint not null check (cells > 0),
    primary key (load_id, numbering, flaw)
);
comment on table warehouse.number_not_taken is
    'How many cells of a load held something that is neither a PNC number nor a CRN, and counted as empty. Loads that '
    'were stopped have no rows here.';
comment on column warehouse.number_not_taken.load_id is 'The load.';
comment on column warehouse.number_not_taken.numbering is 'Column of the cells: pnc or crn.';
comment on column warehouse.number_not_taken.flaw is
    'What was wrong: placeholder (such as 0000 or TBC); wrong check letter; no check letter; fits two numbers (year and '
    'serial number not separated, and the check letter right both ways); other form.';
comment on column warehouse.number_not_taken.cells is 'How many cells, in rows that were loaded or rejected.';
