import { expect, test } from "vitest";
import { idOf } from "../../test/factories/id.ts";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { withShop } from "../db.server.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { topCustomers } from "./top-customers.ts";

const march = { from: "2025-03-01", to: "2025-03-31", limit: 5 };

test("customers stand by what they brought in the range, returns and adjustments taken off", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01", sales: [{ total: 90_000 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-02", sales: [{ total: 2_000 }, { lineType: "SHIPPING", total: 500 }] });
  await givenOrder(shop, {
    customer: "bob",
    placedOn: "2025-03-03",
    sales: [{ total: 8_800, tax: 800 }],
    later: [{ on: "2025-03-04", sales: [{ lineType: "ADJUSTMENT", action: "RETURN", total: -7_000 }] }],
  });
  await givenOrder(shop, { customer: null, placedOn: "2025-03-03", sales: [{ total: 99_000 }] });
  await refreshDirty(shop);

  expect(await topCustomers(shop, march)).toEqual([
    { customerId: idOf("ann"), orders: 1, netSales: "2000", ordersEver: 2, lastOrderAt: "2025-03-02T17:00:00.000Z" },
    { customerId: idOf("bob"), orders: 1, netSales: "1000", ordersEver: 1, lastOrderAt: "2025-03-03T17:00:00.000Z" },
  ]);
});

test("a customer who only brought something back in the range is not among them", async () => {
  const shop = await givenShop();
  await givenOrder(shop, {
    customer: "ann",
    placedOn: "2025-02-01",
    later: [{ on: "2025-03-01", sales: [{ action: "RETURN", total: -1_000 }] }],
  });
  await refreshDirty(shop);

  expect(await topCustomers(shop, march)).toEqual([]);
});

test("of a thousand customers the best of a long range are those that they all are compared with", async () => {
  const shop = await givenShop();
  const brought = await withShop(shop.id, async (tx) => {
    await tx.query(`
      insert into daily_customer_sales (shop_id, customer_id, day, currency, orders, net)
      select current_shop(), c, date '2025-01-01' + 60 * n + (c % 50)::integer, 'USD', 1, (hashint8(c * 10 + n) % 5000) * (case when c % 9 = 0 then 3 else 1 end)
      from   generate_series(1::bigint, 1000) as c, generate_series(1, 5) as n`);
    await tx.query(`
      insert into customer_stats (shop_id, customer_id, orders, first_order_id, first_order_on, last_order_on, last_order_at, net, gained, currency)
      select   current_shop(), customer_id, 5, 1, min(day), max(day), now(), sum(net), coalesce(sum(net) filter (where net > 0), 0), 'USD'
      from     daily_customer_sales
      group by customer_id`);
    return tx.query(`
      select   customer_id as "customerId", count(*)::int as orders, sum(net)::text as "netSales"
      from     daily_customer_sales
      where    day between '2025-04-15' and '2025-09-20'
      group by customer_id
      order by sum(net) desc, customer_id`);
  });

  for (const limit of [1, 5, 100]) {
    const rows = await topCustomers(shop, { from: "2025-04-15", to: "2025-09-20", limit });

    expect(rows.map(({ customerId, orders, netSales }) => ({ customerId, orders, netSales }))).toEqual(brought.slice(0, limit));
  }
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann", placedOn: "2025-03-03", sales: [{ total: 7_000 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-03", sales: [{ total: 70 }] });
  await refreshDirty(other);
  await refreshDirty(shop);

  expect(await topCustomers(shop, march)).toMatchObject([{ netSales: "70", ordersEver: 1 }]);
});

test("what is bought in the hour that the clocks repeat counts on its local day, for both times", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-02T05:30:00Z", sales: [{ total: 100 }] }); // 1:30 in summer time
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-02T06:30:00Z", sales: [{ total: 200 }] }); // 1:30 in winter time
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-03T05:00:00Z", sales: [{ total: 400 }] }); // the next midnight
  await refreshDirty(shop);

  expect(await topCustomers(shop, { from: "2025-11-02", to: "2025-11-02", limit: 5 })).toMatchObject([
    { customerId: idOf("ann"), orders: 2, netSales: "300", ordersEver: 3 },
  ]);
});
