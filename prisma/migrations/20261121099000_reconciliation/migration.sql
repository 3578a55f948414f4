-- What keeps a shop true by itself after its first sync.

-- incremental: only what changed since the cursors; rebuild: no export, the ledger's days are reckoned anew in another time zone.
alter table sync_run drop constraint sync_run_kind_check;
alter table sync_run add constraint sync_run_kind_check check (kind in ('full', 'incremental', 'rebuild'));
-- Records of which Shopify's events said that they were deleted, and that were not known to be; and, where orders older than 60 days are out
-- of the app's reach, how many of those are kept as they were last seen.
alter table sync_run add column deleted bigint not null default 0;
alter table sync_run add column out_of_reach bigint;

-- The export leaves out what has not changed since; null where it is of everything.
alter table bulk_operation add column changed_since timestamptz;

-- Up to when a resource ('deletions' besides those of bulk_operation) is known: moved in the transaction that has brought in the last of it.
create table sync_cursor (
  shop_id         bigint not null,
  resource        text not null,
  covered_until   timestamptz not null,
  primary key (shop_id, resource)
);
select protect('sync_cursor');

-- When the shop is to be checked next, and what Shopify says of its time zone and currency where the ledger is still kept in others.
alter table shop add column next_check_at timestamptz;
alter table shop add column reported_time_zone text;
alter table shop add column reported_currency text;
create index shop_next_check_idx on shop (next_check_at);
