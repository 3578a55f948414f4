import { Text } from "@shopify/polaris";
import { variantTitleOf } from "../../lib/variant-title.ts";

/** A variant's title beside its product's; of the only one there is none. */
export function VariantName({ title }: { title: string | null }) {
  const own = variantTitleOf(title);
  if (own === null) return null;
  return (
    <>
      {" "}
      <Text as="span" tone="subdued">
        {own}
      </Text>
    </>
  );
}
