import { deleteCheckout, fillCart, leaveCheckout, recoverCheckout } from "./checkouts.ts";
import { addProduct, changeProduct, countStock, deleteProduct } from "./goods.ts";
import { cancelOrder, changeOrder, deleteOrder, editOrder, placeOrder, returnPart } from "./orders.ts";
import { addCustomer, changeCustomer, deleteCustomer, mergeCustomers } from "./people.ts";
import type { Plan, Stage, Wishes } from "./stage.ts";
import { changeTimeZone } from "./time-zone.ts";

/** What actions are about; the page keeps their buttons together. */
export type ActionGroup = "Orders" | "Customers" | "Products" | "Carts" | "Shop";

/** Something that can be made to happen in a shop. `weight` is how often it happens on a busy day, compared with the others. */
export type TradeAction = {
  readonly title: string;
  readonly group: ActionGroup;
  readonly weight: number;
  readonly plan: (stage: Stage, wishes: Wishes) => Plan;
};

/** All that can happen in a shop, by the name that addresses and tests call it. */
export const tradeActions = {
  "place-order": { title: "Place an order", group: "Orders", weight: 40, plan: placeOrder },
  "edit-order": { title: "Edit an order", group: "Orders", weight: 8, plan: editOrder },
  "return-part": { title: "Return part of an order", group: "Orders", weight: 10, plan: returnPart },
  "change-order": { title: "Pay, send or tag an order", group: "Orders", weight: 10, plan: changeOrder },
  "cancel-order": { title: "Cancel an order", group: "Orders", weight: 2, plan: cancelOrder },
  "delete-order": { title: "Delete an order", group: "Orders", weight: 1, plan: deleteOrder },
  "add-customer": { title: "Add a customer", group: "Customers", weight: 2, plan: addCustomer },
  "change-customer": { title: "Change a customer", group: "Customers", weight: 4, plan: changeCustomer },
  "merge-customers": { title: "Merge two customers", group: "Customers", weight: 1, plan: mergeCustomers },
  "delete-customer": { title: "Delete a customer", group: "Customers", weight: 0.5, plan: deleteCustomer },
  "add-product": { title: "Add a product", group: "Products", weight: 0.5, plan: addProduct },
  "change-product": { title: "Change a product", group: "Products", weight: 4, plan: changeProduct },
  "delete-product": { title: "Delete a product", group: "Products", weight: 0.3, plan: deleteProduct },
  "count-stock": { title: "Count stock", group: "Products", weight: 5, plan: countStock },
  "fill-cart": { title: "Fill a cart", group: "Carts", weight: 5, plan: fillCart },
  "leave-checkout": { title: "Leave a checkout", group: "Carts", weight: 4, plan: leaveCheckout },
  "recover-checkout": { title: "Complete a checkout that was left", group: "Carts", weight: 2, plan: recoverCheckout },
  "delete-checkout": { title: "Delete a checkout", group: "Carts", weight: 0.5, plan: deleteCheckout },
  "change-time-zone": { title: "Change the time zone", group: "Shop", weight: 0, plan: changeTimeZone },
} satisfies Record<string, TradeAction>;

export type TradeActionName = keyof typeof tradeActions;

export function isTradeAction(name: string): name is TradeActionName {
  return Object.hasOwn(tradeActions, name);
}
