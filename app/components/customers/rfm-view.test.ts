import { expect, test } from "vitest";
import { cellsOf, groupOf, groupTotals, rfmGroupNamed, rfmGroups, type Score, scores } from "../../lib/rfm.ts";
import { agreementOf, shareOf } from "./rfm-view.ts";

test("the grid is that of docs/metrics.md", () => {
  const rows = ([5, 4, 3, 2, 1] as const).map((recency) => ([5, 4, 3, 2, 1] as const).map((worth) => groupOf(recency, worth)));
  expect(rows).toEqual([
    ["champions", "champions", "active", "active", "new"],
    ["loyal", "loyal", "active", "active", "promising"],
    ["loyal", "loyal", "needs_attention", "needs_attention", "promising"],
    ["at_risk", "at_risk", "almost_lost", "almost_lost", "dormant"],
    ["previously_loyal", "previously_loyal", "almost_lost", "almost_lost", "dormant"],
  ]);
});

test("every cell is in one group, and every group but the prospects has cells", () => {
  const cells = rfmGroups.flatMap(cellsOf).map(({ recency, worth }) => `${recency} ${worth}`);
  expect(cells.sort()).toEqual(scores.flatMap((recency) => scores.map((worth) => `${recency} ${worth}`)).sort());
  expect(rfmGroups.filter((group) => cellsOf(group).length === 0)).toEqual(["prospects"]);
});

test("Shopify's names are known in any case of letters, others are not", () => {
  expect(["NEEDS_ATTENTION", "at_risk", "WHALES", ""].map(rfmGroupNamed)).toEqual(["needs_attention", "at_risk", null, null]);
});

test("agreement counts the same on both sides, and puts the largest difference first", () => {
  const row = (recency: Score, worth: Score, theirs: Parameters<typeof agreementOf>[0][number]["theirs"], customers: number) => ({
    recency,
    worth,
    theirs,
    customers,
  });
  expect(
    agreementOf([
      row(5, 5, "champions", 4),
      row(5, 4, "champions", 1),
      row(5, 4, "loyal", 2),
      row(1, 1, "prospects", 3),
      row(1, 1, null, 9), // a group that we do not know
    ]),
  ).toEqual({
    compared: 10,
    agreeing: 5,
    differences: [
      { ours: "dormant", theirs: "prospects", customers: 3 },
      { ours: "champions", theirs: "loyal", customers: 2 },
    ],
  });
});

test("shares are exact for sums beyond what a number holds, and nothing has no share", () => {
  expect(shareOf("9007199254740993000", "18014398509481986000")).toBe(0.5);
  expect(shareOf(1, 0)).toBeNull();
  expect(shareOf("5", "-10")).toBeNull();
});

test("totals of groups are sums of their cells", () => {
  const cells = [
    { recency: 5, worth: 5, customers: 2, netSales: "900" },
    { recency: 5, worth: 4, customers: 1, netSales: "-100" },
  ] as const;
  expect(groupTotals(cells)[0]).toEqual({ group: "champions", customers: 3, netSales: "800" });
});
