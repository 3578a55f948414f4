import type { Scenario } from "./scenario.ts";
import { cancelledUnpaid } from "./scenarios/cancelled-unpaid.ts";
import { editCorrection } from "./scenarios/edit-correction.ts";
import { editDown } from "./scenarios/edit-down.ts";
import { editUp } from "./scenarios/edit-up.ts";
import { exchange } from "./scenarios/exchange.ts";
import { giftCard } from "./scenarios/gift-card.ts";
import { importedOrder } from "./scenarios/imported-order.ts";
import { partialRefund } from "./scenarios/partial-refund.ts";
import { restockingFee } from "./scenarios/restocking-fee.ts";
import { sale } from "./scenarios/sale.ts";
import { shippingRefund } from "./scenarios/shipping-refund.ts";
import { taxIncludedDiscount } from "./scenarios/tax-included-discount.ts";

/** The ten pieces of trade whose figures were worked out by hand; everything that reckons sales is held to them. */
export const scenarios: readonly Scenario[] = [
  sale,
  editUp,
  editDown,
  exchange,
  partialRefund,
  taxIncludedDiscount,
  restockingFee,
  cancelledUnpaid,
  giftCard,
  shippingRefund,
];

/** Two more, for points that are open until a live shop shows them. */
export const openPoints: readonly Scenario[] = [editCorrection, importedOrder];
