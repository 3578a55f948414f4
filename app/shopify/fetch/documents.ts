import * as select from "../bulk-operations/selections.ts";

const pageInfo = "pageInfo { hasNextPage endCursor }";
const sales = (first: number, after = "") => `sales(first: ${first}${after}) { nodes { ${select.saleFields} } ${pageInfo} }`;

/** Orders by id with their first lines and ledger. What six of them ask for stays well below the 1,000 points of one query. */
export const ordersDocument = `query FetchOrders($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ${select.orderFields}
  lineItems(first: 25) { nodes { ${select.orderLineFields} } ${pageInfo} }
  agreements(first: 4) { edges { cursor node { ${select.agreementFields} ${sales(12)} } } ${pageInfo} } } } }`;

/** More lines of one order. */
export const orderLinesDocument = `query FetchOrderLines($id: ID!, $after: String) { order(id: $id) {
  lineItems(first: 250, after: $after) { nodes { ${select.orderLineFields} } ${pageInfo} } } }`;

/** More agreements of one order. */
export const agreementsDocument = `query FetchAgreements($id: ID!, $after: String) { order(id: $id) {
  agreements(first: 10, after: $after) { edges { cursor node { ${select.agreementFields} ${sales(12)} } } ${pageInfo} } } }`;

/** More sales of the one agreement that comes after \`agreement\`, a cursor, or of the first. */
export const salesDocument = `query FetchSales($id: ID!, $agreement: String, $after: String) { order(id: $id) {
  agreements(first: 1, after: $agreement) { nodes { id ${sales(250, ", after: $after")} } } } }`;

const checkoutLines = (first: number, after = "") =>
  `lineItems(first: ${first}${after}) { nodes { ${select.abandonedCheckoutLineFields} } ${pageInfo} }`;

/** Abandoned checkouts by id with their first lines. */
export const checkoutsDocument = `query FetchCheckouts($ids: [ID!]!) { nodes(ids: $ids) { ... on AbandonedCheckout {
  ${select.abandonedCheckoutFields} ${checkoutLines(25)} } } }`;

/** More lines of one abandoned checkout. */
export const checkoutLinesDocument = `query FetchCheckoutLines($id: ID!, $after: String) { node(id: $id) { ... on AbandonedCheckout {
  ${checkoutLines(250, ", after: $after")} } } }`;

/** Customers by id. */
export const customersDocument = `query FetchCustomers($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { ${select.customerFields} } } }`;

const levels = `inventoryLevels(first: 10) { nodes { ${select.inventoryLevelFields} } ${pageInfo} }`;
const variants = (after = "") =>
  `variants(first: 20${after}) { nodes { ${select.variantFields} inventoryItem { ${select.inventoryItemFields} ${levels} } } ${pageInfo} }`;

/** Products by id with their first variants and what lies of them where. */
export const productsDocument = `query FetchProducts($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { ${select.productFields} ${variants()} } } }`;

/** More variants of one product. */
export const variantsDocument = `query FetchVariants($id: ID!, $after: String) { product(id: $id) { ${variants(", after: $after")} } }`;

/** More places of one inventory item. */
export const levelsDocument = `query FetchInventoryLevels($id: ID!, $after: String) { inventoryItem(id: $id) {
  inventoryLevels(first: 50, after: $after) { nodes { ${select.inventoryLevelFields} } ${pageInfo} } } }`;
