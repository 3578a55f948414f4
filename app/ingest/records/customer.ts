import { place } from "./order.ts";
import { bigCount, currency, gid, instant, money, object, texts, type Wire, wordOrNull } from "./readers.ts";
import type { RecordKind } from "./record.ts";

const rfmGroups = new Set([
  ...["ACTIVE", "ALMOST_LOST", "AT_RISK", "CHAMPIONS", "DORMANT", "LOYAL", "NEEDS_ATTENTION", "NEW", "PREVIOUSLY_LOYAL", "PROMISING"],
  "PROSPECTS",
]);

const columns = "id created_at updated_at country province tags number_of_orders amount_spent currency rfm_group".split(" ");

/** A customer: nothing that names the person. */
export const customer: RecordKind = { table: "customer", columns, row };

function row(wire: Wire): string {
  const spent = object(wire.amountSpent, "amountSpent");
  const spentCurrency = currency(spent.currencyCode, "amountSpent.currencyCode");
  const statistics = wire.statistics === null || wire.statistics === undefined ? null : object(wire.statistics, "statistics").rfmGroup;
  return `${gid(wire.id, "id", "Customer")}\t${instant(wire.createdAt, "createdAt")}\t${instant(wire.updatedAt, "updatedAt")}\t${place(
    wire.defaultAddress,
    "defaultAddress",
  )}\t${texts(wire.tags, "tags")}\t${bigCount(wire.numberOfOrders, "numberOfOrders")}\t${money(
    spent.amount,
    "amountSpent.amount",
    spentCurrency,
  )}\t${spentCurrency}\t${wordOrNull(statistics, "statistics.rfmGroup", rfmGroups)}`;
}
