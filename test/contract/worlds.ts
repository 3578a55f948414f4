import { defaultSwitches, type Switches } from "../../simulator/world/profile.ts";

/** What the simulator plays unless told otherwise, then each open point the other way, then all of them the other way. */
export const worlds: readonly (readonly [name: string, switches: Partial<Switches>])[] = [
  ["as usual", defaultSwitches],
  ["a returned discount is positive", { returnDiscountSign: "positive" }],
  ["discounts before taxes have tax in them", { discountBeforeTaxes: "with_tax" }],
  ["an edit's correction updates its line", { editCorrection: "update" }],
  ["an edit down updates its line", { editDown: "update" }],
  ["imported orders count when they were sold", { reportDay: "processed_at" }],
  [
    "everything the other way",
    {
      returnDiscountSign: "positive",
      discountBeforeTaxes: "with_tax",
      editCorrection: "update",
      editDown: "update",
      reportDay: "processed_at",
    },
  ],
];
