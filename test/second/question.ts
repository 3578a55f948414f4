/** Something that the app is asked, and what it has to answer. */
export type Question = {
  /** The insight's own name. */
  readonly insight: string;
  /** The question in words, for whoever reads of a difference. */
  readonly of: string;
  readonly ask: () => Promise<readonly unknown[]>;
  readonly expected: readonly unknown[];
};

/** The shop as the app's insights want it. */
export type AskedShop = { readonly id: string };

/** The ranges of days that each question over time is asked for. */
export type Ranges = readonly { readonly from: string; readonly to: string }[];
