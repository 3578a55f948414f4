import { useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, InlineStack } from "@shopify/polaris";
import { useState } from "react";

type Props = { readonly missing: "scope" | "customer-data" };

/** What has to be granted before Shopify answers for its own report; an export serves until then. */
export function AccessNeeded({ missing }: Props) {
  const bridge = useAppBridge();
  const { revalidate, state } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const [declined, setDeclined] = useState(false);
  const ask = async () => {
    setBusy(true);
    setDeclined(false);
    try {
      const { result } = await bridge.scopes.request(["read_reports"]);
      setDeclined(result !== "granted-all");
      revalidate();
    } catch {
      setDeclined(true);
    } finally {
      setBusy(false);
    }
  };
  if (missing === "customer-data") {
    return (
      <Banner tone="info" title="Shopify's reports need approval for customer data">
        <p>
          Tillwise may read reports, but Shopify answers for them only to apps that are approved for level 2 of protected customer data
          (name, address, phone and email). Ask the people who run Tillwise for you to apply for it, or compare with an export below.
        </p>
      </Banner>
    );
  }
  return (
    <Banner tone="info" title="Let Tillwise read Shopify's reports to compare by itself">
      <BlockStack gap="300">
        <p>
          With the permission “read reports” this page asks Shopify for its own sales report and lays it beside the numbers of Tillwise, day
          by day. Nothing of the report is stored. Without it, compare with an export below.
        </p>
        <InlineStack>
          <Button onClick={ask} loading={busy || state === "loading"}>
            Allow reading reports
          </Button>
        </InlineStack>
        {declined && <p role="status">The permission was not given, so nothing has changed.</p>}
      </BlockStack>
    </Banner>
  );
}
