-- When Shopify was last asked what the shop is (name, plan, scopes): pages ask again when this is a day old.
alter table shop add column checked_at timestamptz;
