import type { Minor, OrderPlaced } from "./events.ts";
import { moneyBag } from "./money.ts";
import type { Agreement, LineState, Movement } from "./movements.ts";
import type { Switches } from "./profile.ts";
import { NodeList, type Wire } from "./wire.ts";

/** What the ledger of an order needs to know beside its movements. */
export type LedgerContext = {
  readonly placed: OrderPlaced;
  readonly currency: string;
  readonly switches: Switches;
  readonly order: Wire;
  readonly lineItem: (line: LineState) => Wire;
};

const agreementTypes = {
  order: ["OrderAgreement", "ORDER"],
  edit: ["OrderEditAgreement", "ORDER_EDIT"],
  refund: ["RefundAgreement", "REFUND"],
  return: ["ReturnAgreement", "RETURN"],
} as const;

const saleTypes = {
  goods: ["ProductSale", "PRODUCT"],
  gift_card: ["GiftCardSale", "GIFT_CARD"],
  shipping: ["ShippingLineSale", "SHIPPING"],
  tip: ["TipSale", "TIP"],
  duty: ["DutySale", "DUTY"],
  additional_fee: ["AdditionalFeeSale", "ADDITIONAL_FEE"],
  return_fee: ["FeeSale", "FEE"],
  adjustment: ["AdjustmentSale", "ADJUSTMENT"],
} as const;

/** An agreement as `Order.agreements` shows it, with its sales beneath. */
export function agreementWire(agreement: Agreement, context: LedgerContext): Wire {
  const [type, reason] = agreementTypes[agreement.reason];
  const { placed, switches, order } = context;
  const backdated = agreement.reason === "order" && switches.reportDay === "processed_at";
  return {
    __typename: type,
    id: `gid://shopify/${type}/${agreement.id}`,
    reason,
    happenedAt: backdated ? (placed.processedAt ?? agreement.at) : agreement.at,
    app: null,
    user: null,
    sales: new NodeList(() => agreement.movements.map((movement) => new SaleWire(movement, context))),
    ...(agreement.reason === "order" && { order }),
  };
}

/**
 * A movement's row in the ledger. Quantity, total and tax are negative for what comes back. `totalAmount` is after discounts and with
 * tax; which tax and which sign its discounts have, and how an edit's reductions and corrections are told, the shop's switches say.
 */
class SaleWire {
  readonly [field: string]: unknown;
  readonly __typename: string;
  readonly lineType: string;
  readonly actionType: string;
  readonly #movement: Movement;
  readonly #context: LedgerContext;

  constructor(movement: Movement, context: LedgerContext) {
    const asUpdate = movement.cause === "corrected" && context.switches.editCorrection === "update";
    [this.__typename, this.lineType] = asUpdate ? saleTypes.goods : saleTypes[movement.kind];
    this.actionType = actionOf(movement, context.switches);
    this.#movement = movement;
    this.#context = context;
  }

  get id(): string {
    return `gid://shopify/${this.__typename}/${this.#movement.saleId}`;
  }

  get quantity(): number | null {
    const { units } = this.#movement;
    if (units === null) return this.__typename === "ProductSale" ? 0 : null;
    return goesBack(this.#movement) ? -units : units;
  }

  get totalAmount(): Wire {
    return this.#bag(totalOf(this.#movement, this.#context.placed.taxesIncluded ?? false));
  }

  get totalTaxAmount(): Wire {
    return this.#bag(goesBack(this.#movement) ? -this.#movement.tax : this.#movement.tax);
  }

  get totalDiscountAmountBeforeTaxes(): Wire {
    return this.#discount(this.#context.switches.discountBeforeTaxes === "without_tax");
  }

  get totalDiscountAmountAfterTaxes(): Wire {
    return this.#discount(this.#context.switches.discountBeforeTaxes === "with_tax");
  }

  get taxes(): readonly Wire[] {
    return [];
  }

  get lineItem(): Wire | null {
    const { line } = this.#movement;
    return line && this.#context.lineItem(line);
  }

  get duty(): Wire {
    return { __typename: "Duty", id: `gid://shopify/Duty/${this.#movement.saleId}`, price: this.totalAmount, taxLines: [] };
  }

  get additionalFee(): Wire {
    const id = `gid://shopify/SaleAdditionalFee/${this.#movement.saleId}`;
    const name = this.#context.placed.additionalFee?.title ?? "Additional fee";
    return { __typename: "SaleAdditionalFee", id, name, price: this.totalAmount, taxLines: [] };
  }

  get fee(): Wire {
    const id = `gid://shopify/RestockingFee/${this.#movement.saleId}`;
    return { __typename: "RestockingFee", id, amountSet: this.totalAmount, percentage: 0 };
  }

  get shippingLine(): null {
    return null;
  }

  #discount(withoutTax: boolean): Wire {
    const { discount, taxInDiscount } = this.#movement;
    const amount = withoutTax ? discount - taxInDiscount : discount;
    const negative = this.actionType === "RETURN" ? this.#context.switches.returnDiscountSign === "negative" : goesBack(this.#movement);
    return this.#bag(negative ? -amount : amount);
  }

  #bag(minor: Minor): Wire {
    return moneyBag(minor === 0 ? 0 : minor, this.#context.currency, this.#context.placed.presentment);
  }
}

/** What a movement adds to the order's total: signed, after discounts, with tax. */
export function totalOf(movement: Movement, taxesIncluded: boolean): Minor {
  const { cause, price, discount, tax } = movement;
  if (cause === "corrected" || cause === "adjusted") return price + tax;

  const total = price - discount + (taxesIncluded ? 0 : tax);
  return goesBack(movement) ? -total : total;
}

function goesBack({ cause }: Movement): boolean {
  return cause === "came_back" || cause === "edited_off";
}

function actionOf({ cause }: Movement, switches: Switches): string {
  switch (cause) {
    case "bought":
      return "ORDER";
    case "increased":
    case "corrected":
      return "UPDATE";
    case "edited_off":
      return switches.editDown === "update" ? "UPDATE" : "RETURN";
    case "came_back":
    case "adjusted":
      return "RETURN";
  }
}
