import { Text } from "@shopify/polaris";

/** What Shopify calls the one variant of a product that has no options. */
const THE_ONLY_ONE = "Default Title";

/** A variant's title beside its product's; of the only one there is none. */
export function VariantName({ title }: { title: string | null }) {
  if (title === null || title === THE_ONLY_ONE) return null;
  return (
    <>
      {" "}
      <Text as="span" tone="subdued">
        {title}
      </Text>
    </>
  );
}
