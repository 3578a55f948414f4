-- In how many places an inventory item lies by its own word: a bulk file may tell of fewer.
alter table variant add column level_count integer;
alter table staging.variant add column level_count integer;
alter table staging.variant_fetched add column level_count integer;
