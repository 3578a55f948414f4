import { drawLines } from "./basket.ts";
import type { Plan, Stage, Wishes } from "./stage.ts";
import { newToken } from "./tokens.ts";

/** Somebody puts things into a cart, or into one that is there. */
export function fillCart(stage: Stage, wishes: Wishes): Plan {
  const { shop, chance, now: at } = stage;
  const carts = [...shop.records.carts.all];
  const old = carts.length > 0 && chance.of(0.5) ? chance.pick(carts) : null;
  const lines = [...(old?.lines ?? []).slice(0, 3), ...drawLines(stage, wishes, 0)];
  const said = old ? "A cart was changed." : "A cart was begun.";
  return { said, events: [{ type: "cart_changed", at, cartToken: old?.token ?? newToken(chance), lines }] };
}

/** Somebody begins a checkout and leaves it: it is listed from now on. */
export function leaveCheckout(stage: Stage, wishes: Wishes): Plan {
  const { shop, chance, ids, now: at } = stage;
  const checkoutId = ids.next("checkout");
  const known = wishes.customer ?? (chance.of(0.6) ? stage.pick.customer().id : null);
  const lines = drawLines(stage, wishes, 0);
  const destination = { country: shop.profile.country, province: null };
  const facts = { checkoutId, token: newToken(chance), customerId: known, lines, shipping: 695, destination };
  return {
    said: `Checkout ${checkoutId} was left.`,
    events: [
      { type: "checkout_changed", at, ...facts },
      { type: "checkout_abandoned", at, ...facts },
    ],
  };
}

/** Whoever left a checkout comes back and completes it. */
export function recoverCheckout(stage: Stage): Plan {
  const { id: checkoutId } = stage.pick.checkout(({ abandoned, completedAt }) => abandoned && completedAt === null);
  return { said: `Checkout ${checkoutId} was completed.`, events: [{ type: "checkout_recovered", at: stage.now, checkoutId }] };
}

/** A checkout that was left is deleted. */
export function deleteCheckout(stage: Stage): Plan {
  const { id: checkoutId } = stage.pick.checkout(({ abandoned }) => abandoned);
  return { said: `Checkout ${checkoutId} was deleted.`, events: [{ type: "checkout_deleted", at: stage.now, checkoutId }] };
}
