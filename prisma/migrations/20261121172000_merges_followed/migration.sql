-- Until when merges of customers are followed is known by itself now: until here it was what the customers' own cursor said.
insert into sync_cursor (shop_id, resource, covered_until)
select shop_id, 'merges', covered_until
from   sync_cursor
where  resource = 'customers';
