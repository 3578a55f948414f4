import { Text } from "@shopify/polaris";
import type { FigureName } from "../../lib/report-figures.ts";
import { useFormats } from "../use-formats.ts";
import { writtenDifference } from "./figure-names.ts";

type Props = {
  readonly of: FigureName;
  /** Ours − Shopify's. */
  readonly value: string;
  /** How it is said that there is no difference. */
  readonly none: "subdued" | "success";
};

/** What lies between Shopify's number and ours. */
export function Difference({ of, value, none }: Props) {
  const f = useFormats();
  return (
    <Text as="span" tone={value === "0" ? none : "critical"}>
      {writtenDifference(of, value, f)}
    </Text>
  );
}
