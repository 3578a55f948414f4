import { expect, test } from "vitest";
import { parseTable } from "./table-query.ts";

const parse = (search: string) => parseTable(new URLSearchParams(search), { sortable: ["net", "orders"], first: "-net", size: 50 });

test("an address says by what the table is sorted and which page is shown", () => {
  expect(parse("")).toEqual({ table: { sort: { column: "net", descending: true }, page: 1, size: 50, offset: 0 } });
  expect(parse("sort=orders&page=3")).toEqual({ table: { sort: { column: "orders", descending: false }, page: 3, size: 50, offset: 100 } });
});

test.each([
  ["sort=evil", "The table cannot be sorted by “evil”: it can be by net, orders."],
  ["sort=--net", "The table cannot be sorted by “-net”: it can be by net, orders."],
  ["page=0", "“0” is not a page: pages count from 1."],
  ["page=-1", "“-1” is not a page: pages count from 1."],
  ["page=1e3", "“1e3” is not a page: pages count from 1."],
  ["page=1000000000", "There is no page 1000000000."],
  ["page=99999999999999999999", "“99999999999999999999” is not a page: pages count from 1."],
])("%j is refused with the reason", (search, problem) => {
  expect(parse(search)).toEqual({ problem });
});
