import type { CustomerKinds } from "../../insights/customer-kinds.ts";
import type { RecentOrder } from "../../insights/recent-orders.ts";
import type { SalesLadder } from "../../insights/sales-ladder.ts";
import type { TopCustomer } from "../../insights/top-customers.ts";
import type { TopProduct } from "../../insights/top-products.ts";
import type { DateRange } from "../../lib/date-range.ts";
import { isInstant } from "../points.ts";

/** One point of the sales over time. `start` is a local day "YYYY-MM-DD" or, where hours are told, an instant in ISO 8601. */
export type Point = { readonly start: string; readonly totalSales: string; readonly orders: number };

/** What was asked of one range of days. */
export type Period = {
  readonly ladder: SalesLadder;
  readonly customers: CustomerKinds;
  readonly points: readonly Point[];
};

/** The numbers of the overview. `before` is null where nothing is compared. */
export type Figures = {
  readonly range: DateRange;
  readonly today: string;
  /** The instant of the question: hours after it have not been yet. */
  readonly askedAt: string;
  readonly now: Period;
  readonly before: Period | null;
  /** For each point of now the place of the one before that it is compared with. */
  readonly pairs: readonly (number | null)[];
  readonly products: readonly TopProduct[];
  readonly customers: readonly TopCustomer[];
  readonly orders: readonly RecentOrder[];
};

/** Whether a point lies in the future: an hour of today that has not begun. */
export function isToCome({ start }: Point, askedAt: string): boolean {
  return isInstant(start) && start > askedAt;
}
