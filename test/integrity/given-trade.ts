import { givenOrder } from "../factories/order.ts";
import type { GivenShop } from "../factories/shop.ts";

/** A small trade with something of everything, drawn from a seed. */
export async function givenTrade(shop: GivenShop, orders: number, seed: number) {
  const draw = drawing(seed);
  for (let turn = 0; turn < orders; turn++) {
    const placedOn = `2025-0${1 + draw(3)}-${String(1 + draw(28)).padStart(2, "0")}`;
    const total = 500 + draw(9_000);
    const discount = draw(4) === 0 ? draw(300) : 0;
    const returned = draw(5) === 0;
    await givenOrder(shop, {
      customer: draw(6) === 0 ? null : `customer ${draw(12)}`,
      placedOn,
      test: draw(20) === 0,
      deleted: draw(25) === 0,
      tags: ["Gift", "gift", "VIP", "wholesale"].slice(draw(3), 2 + draw(3)),
      codes: draw(5) === 0 ? [`CODE ${draw(4)}`] : [],
      ...likenesses[draw(4)],
      edited: draw(9) === 0,
      cancelled: draw(30) === 0,
      lines: [{ product: `product ${draw(5)}` }],
      currency: draw(15) === 0 ? "EUR" : shop.currency,
      sales: [
        draw(10) === 0
          ? { lineType: "GIFT_CARD", total: 5_000 }
          : { product: `product ${draw(5)}`, total, tax: Math.round(total / 11), discount, quantity: 1 + draw(3) },
        ...(draw(2) === 0 ? [{ product: `product ${draw(5)}`, variant: `variant ${draw(3)}`, quantity: draw(3) }] : []),
        ...(draw(2) === 0 ? [{ lineType: "SHIPPING" as const, total: 700, tax: 70 }] : []),
        ...(draw(8) === 0 ? [{ lineType: "TIP" as const, total: 200 }] : []),
        ...(draw(12) === 0 ? [{ lineType: "DUTY" as const, total: 150 }] : []),
      ],
      later: returned
        ? [
            {
              on: `2025-04-0${1 + draw(9)}`,
              sales: [
                { action: "RETURN", product: "product 1", total: -400, tax: -40, discount: draw(2) === 0 ? 25 : -25 },
                { action: "RETURN", lineType: "ADJUSTMENT", total: 33, tax: 3 },
                { lineType: "FEE", total: 99 },
              ],
            },
          ]
        : [],
    });
  }
}

const likenesses = [
  { channel: "web", country: "DE" },
  { channel: "pos", country: "US", province: "NY", codes: ["Two", "TWO", "three"] },
  { country: "US", province: "CA", presentmentCurrency: "EUR" },
  { channel: "web" },
];

function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}
