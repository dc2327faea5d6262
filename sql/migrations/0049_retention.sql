-- What was removed because it was past its time, so that nobody reports from a state of the warehouse that is no longer whole.
create table warehouse.pruning (
    pruning_id integer generated always as identity primary key,
    older_than date not null,
    whole_from integer not null references warehouse.vintage,
    kept integer[] not null,
    rows_removed bigint not null check (rows_removed >= 0),
    rejects_removed bigint not null check (rejects_removed >= 0),
    pruned_at timestamptz not null default clock_timestamp(),
    pruned_by text not null default current_user
);
comment on table warehouse.pruning is
    'Each time that ''laa warehouse prune'' removed superseded rows and the values of old rejects.';
comment on column warehouse.pruning.pruning_id is 'Rises with each time.';
comment on column warehouse.pruning.older_than is 'What was superseded or rejected before this day was removed.';
comment on column warehouse.pruning.whole_from is
    'The warehouse as it was after this vintage is whole, and so is every later state; of earlier ones only those kept.';
comment on column warehouse.pruning.kept is
    'Earlier vintages after which the warehouse can still be read as it was: those that the ledger needs.';
comment on column warehouse.pruning.rows_removed is 'How many superseded rows were removed.';
comment on column warehouse.pruning.rejects_removed is 'How many rejected values were removed; how many rows there were stays.';
comment on column warehouse.pruning.pruned_at is 'When it was done.';
comment on column warehouse.pruning.pruned_by is 'The role that did it.';
