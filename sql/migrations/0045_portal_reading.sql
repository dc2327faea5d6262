-- When returns are due, as the last run of the schedule worked it out: the portal runs no module, and so cannot.
create table warehouse.scheduled_return (
    partnership text not null check (partnership <> ''),
    quarter text not null check (quarter ~ '^\d{4}-\d\dQ[1-4]$'),
    complete_on date not null,
    last_indicators text not null,
    due_on date not null check (due_on >= complete_on),
    primary key (partnership, quarter)
);
comment on table warehouse.scheduled_return is
    'The scheduled returns and their due dates, as the last ''laa submit --due'' worked them out; replaced each time.';
comment on column warehouse.scheduled_return.partnership is 'Name of the area that the return is for.';
comment on column warehouse.scheduled_return.quarter is 'The quarter that the return is for, as 2010-11Q3.';
comment on column warehouse.scheduled_return.complete_on is 'The first day on which the data of every indicator can be complete.';
comment on column warehouse.scheduled_return.last_indicators is 'The indicators whose data are complete last, with commas between them.';
comment on column warehouse.scheduled_return.due_on is 'The day on which it is due.';

-- The portal reads the ledger as laa_portal, and sees the partnerships of the transaction's own token alone, whatever it asks
-- for. Every other role sees, and adds, what its rights let it.
alter table warehouse.submission enable row level security;
create policy reading on warehouse.submission for select using (
    current_user <> 'laa_portal'
    or state in ('prepared', 'delivered') and (
        exists (select from warehouse.portal_reader() reader where reader.is_national)
        or partnership in (select unnest(reader.partnerships) from warehouse.portal_reader() reader)));
create policy adding on warehouse.submission for insert with check (current_user <> 'laa_portal');
comment on policy reading on warehouse.submission is
    'The portal''s role reads the editions of the partnerships of its transaction''s token; others read what they may.';
comment on policy adding on warehouse.submission is 'The portal''s role adds nothing; others add what they may.';

alter table warehouse.scheduled_return enable row level security;
create policy reading on warehouse.scheduled_return for select using (
    current_user <> 'laa_portal'
    or exists (select from warehouse.portal_reader() reader where reader.is_national)
    or partnership in (select unnest(reader.partnerships) from warehouse.portal_reader() reader));
create policy adding on warehouse.scheduled_return for insert with check (current_user <> 'laa_portal');
create policy deleting on warehouse.scheduled_return for delete using (current_user <> 'laa_portal');
comment on policy reading on warehouse.scheduled_return is
    'The portal''s role reads the due dates of the partnerships of its transaction''s token; others read what they may.';
comment on policy adding on warehouse.scheduled_return is 'The portal''s role adds nothing; others add what they may.';
comment on policy deleting on warehouse.scheduled_return is 'The portal''s role deletes nothing; others delete what they may.';
