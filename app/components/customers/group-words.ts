import type { RfmGroup } from "../../lib/rfm.ts";

/** What a group is called, who is in it, and what to do about it. */
export const groupWords: Readonly<Record<RfmGroup, { readonly name: string; readonly who: string; readonly todo: string }>> = {
  champions: {
    name: "Champions",
    who: "Ordered lately, often, and for much",
    todo: "Show them new products a day before everybody else, and ask them for a review; they need no discount.",
  },
  loyal: {
    name: "Loyal",
    who: "Order often and for much, and did so not long ago",
    todo: "Invite them into a loyalty programme, and offer them sets of what they buy one by one.",
  },
  active: {
    name: "Active",
    who: "Ordered lately, now and then",
    todo: "Suggest what goes with their last order within two weeks of it, so that the next one comes sooner.",
  },
  new: {
    name: "New",
    who: "Ordered lately, once or for little",
    todo: "Send a welcome that shows how to use what they bought, and a reason for the second order within a month.",
  },
  promising: {
    name: "Promising",
    who: "Ordered some time ago, once or for little",
    todo: "Remind them of what they looked at, with free shipping on a second order.",
  },
  needs_attention: {
    name: "Needs attention",
    who: "Used to order now and then, and the last order is a while ago",
    todo: "Write to them before they drift away: a limited offer for products like those they bought.",
  },
  at_risk: {
    name: "At risk",
    who: "Ordered often or for much, but not for long",
    todo: "Ask personally what was missing, and make them an offer that is worth coming back for.",
  },
  almost_lost: {
    name: "Almost lost",
    who: "Ordered now and then, and not for very long",
    todo: "Try one win-back message with your strongest offer; leave out of paid ads who does not answer.",
  },
  dormant: {
    name: "Dormant",
    who: "Ordered once or for little, long ago",
    todo: "Spend nothing on ads for them; keep them in the newsletter, and clean up addresses that no longer open it.",
  },
  previously_loyal: {
    name: "Previously loyal",
    who: "Were among the best, and have not ordered for very long",
    todo: "Write to the most valuable of them by hand: one who comes back is worth many new customers.",
  },
  prospects: {
    name: "Prospects",
    who: "Have never ordered",
    todo: "Greet them with your best sellers and an offer for the first order.",
  },
};
