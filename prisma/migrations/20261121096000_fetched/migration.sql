-- Records that were fetched one by one are staged in these, in the columns of a bulk file's, and merged by the same statements. They have no
-- row-level security, for that refuses COPY: a transaction puts its rows in and takes them out again before it commits, so that no other
-- ever sees one (app/ingest/webhooks/load-fetched.ts). Hence they need neither a log nor keys.
do $$ declare pattern text; begin
  foreach pattern in array array['orders', 'order_line', 'agreement', 'sale', 'customer', 'product', 'variant', 'inventory_level'] loop
    execute format('create unlogged table staging.%I (like staging.%I)', pattern || '_fetched', pattern);
    execute format('grant select, insert, delete on staging.%I to tillwise_app', pattern || '_fetched');
  end loop;
end $$;

-- A delivery that could not be worked off, or must not be yet, is taken up again from this instant on.
alter table inbox add column due_at timestamptz not null default clock_timestamp();
