import { Banner, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** What became of a search by name or e-mail, where Shopify did not simply answer. */
export type SearchAnswer = "told" | "more" | "not approved" | "throttled" | "unavailable";

const titles = {
  "not approved": "Tillwise may not search by name or e-mail",
  throttled: "Shopify is asked too much at the moment",
  unavailable: "Shopify did not answer the search",
} as const;

const words: Readonly<Record<keyof typeof titles, ReactNode>> = {
  "not approved":
    "Names and e-mails stay with Shopify, which has not approved this app to read them. Search by customer number instead: it is at the end of the address of a customer’s page in Admin.",
  throttled: "Try again in a few seconds, or search by customer number, which needs nobody’s answer.",
  unavailable: "Try again, or search by customer number, which needs nobody’s answer.",
};

export function SearchNote({ answer }: { answer: SearchAnswer }) {
  if (answer === "told") return null;
  if (answer === "more") {
    return (
      <Text as="p" tone="subdued">
        Shopify found more than 250 customers. These are the ones that fit best: more words narrow it down.
      </Text>
    );
  }
  return (
    <Banner tone="warning" title={titles[answer]}>
      <p>{words[answer]}</p>
    </Banner>
  );
}
