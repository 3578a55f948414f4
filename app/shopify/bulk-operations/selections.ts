/** What the app selects of each record, the same whether it comes in a bulk file or by a fetch of one record. */

const shopMoney = "{ shopMoney { amount currencyCode } }";

/** Of an order: itself without its connections. */
export const orderFields = `
  __typename id name createdAt processedAt updatedAt cancelledAt closedAt test edited
  currencyCode presentmentCurrencyCode taxesIncluded sourceName displayFinancialStatus displayFulfillmentStatus
  cartToken checkoutToken discountCodes tags customer { id } shippingAddress { countryCodeV2 provinceCode }
  subtotalLineItemsQuantity currentSubtotalLineItemsQuantity
  originalTotalPriceSet ${shopMoney} currentTotalPriceSet ${shopMoney}`;

/** Of an order line. */
export const orderLineFields = `
  __typename id title variantTitle sku vendor quantity currentQuantity isGiftCard product { id } variant { id }
  originalUnitPriceSet ${shopMoney}`;

/** Of an agreement of the sales ledger. Its \`return\` and \`user\` need scopes that the app does not ask for. */
export const agreementFields = "__typename id reason happenedAt";

/** Of one sale of an agreement. */
export const saleFields = `
  __typename id actionType lineType quantity
  totalAmount ${shopMoney} totalTaxAmount { shopMoney { amount } }
  totalDiscountAmountBeforeTaxes { shopMoney { amount } } totalDiscountAmountAfterTaxes { shopMoney { amount } }
  ... on ProductSale { lineItem { id } } ... on GiftCardSale { lineItem { id } } ... on TipSale { lineItem { id } }`;

/** Of a customer: nothing that names a person. */
export const customerFields = `
  __typename id createdAt updatedAt tags numberOfOrders amountSpent { amount currencyCode }
  defaultAddress { countryCodeV2 provinceCode } statistics { rfmGroup }`;

/** Of a product. */
export const productFields =
  "__typename id title handle productType vendor status isGiftCard tags createdAt updatedAt variantsCount { count }";

/** Of a variant, before its inventory item; the price is in the shop's currency. */
export const variantFields = "__typename id title sku position price inventoryQuantity updatedAt";

/** Of a variant's inventory item, before its levels; in how many places it lies tells whether a file has them all. */
export const inventoryItemFields = "id tracked locationsCount { count }";

/** Of an inventory level; \`item\` says whose it is, for the parent of such a line is not to be relied on. */
export const inventoryLevelFields = `
  __typename id updatedAt quantities(names: ["available", "on_hand"]) { name quantity } location { id } item { id }`;

/** Of an abandoned checkout: no address of the person, no recovery link. */
export const abandonedCheckoutFields = `
  __typename id createdAt updatedAt completedAt customer { id } shippingAddress { countryCodeV2 provinceCode }
  discountCodes subtotalPriceSet ${shopMoney} totalPriceSet ${shopMoney} lineItemsQuantity`;

/** Of a line of an abandoned checkout. */
export const abandonedCheckoutLineFields = `
  __typename id title sku quantity product { id } variant { id } discountedTotalPriceSet ${shopMoney}`;
