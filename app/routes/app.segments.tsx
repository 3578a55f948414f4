import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { CutPoints } from "../components/customers/cut-points.tsx";
import { GroupsTable } from "../components/customers/groups-table.tsx";
import { AgreementCard } from "../components/customers/rfm-agreement.tsx";
import { RfmGrid } from "../components/customers/rfm-grid.tsx";
import { agreementOf } from "../components/customers/rfm-view.ts";
import { Withheld } from "../components/customers/withheld.tsx";
import { EmptyCard } from "../components/empty-card.tsx";
import layout from "../components/layout.module.css";
import { reachOf } from "../components/reach.ts";
import { useLive } from "../components/use-live.ts";
import type { Shop } from "../db/shop.ts";
import { changeVersion } from "../db/shop-change.ts";
import { prospects } from "../insights/customers/prospects.ts";
import { rfmAgreement } from "../insights/customers/rfm-agreement.ts";
import { rfmCells } from "../insights/customers/rfm-cells.ts";
import { rfmCutPoints } from "../insights/customers/rfm-cut-points.ts";
import { single } from "../insights/define-insight.ts";
import { freshness } from "../insights/freshness.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** The shop's customers by RFM, as they are now. Without the whole history the scores would be wrong: then there are none. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const version = await changeVersion(shop);
  const reach = reachOf(shop);
  const known = await freshness(shop, {}).then(single);
  const isKnown = reach.kind === "whole";

  return {
    rfm: isKnown ? await rfmOf(shop) : null,
    agreement: isKnown ? rfmAgreement(shop, {}).then(agreementOf) : null,
    reach,
    freshness: known,
    version,
  };
}

async function rfmOf(shop: Shop) {
  const [cells, [cuts], { prospects: never }] = await Promise.all([
    rfmCells(shop, {}),
    rfmCutPoints(shop, {}),
    prospects(shop, {}).then(single),
  ]);
  return cuts === undefined ? null : { cells, cuts, prospects: never, today: shop.today };
}

export default function Segments() {
  const { rfm, agreement, reach, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  return (
    <Page title="Segments" subtitle="Who your customers are, by when they last ordered, how often, and for how much">
      <TitleBar title="Segments" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <Withheld reach={reach} what="Segments" />
        {rfm === null && reach.kind === "whole" && (
          <EmptyCard heading="No customers yet">
            Segments part the customers who have ordered. Once there are some they appear here by themselves.
          </EmptyCard>
        )}
        {rfm && (
          <>
            <div className={layout.columns}>
              <RfmGrid cells={rfm.cells} />
              <CutPoints cuts={rfm.cuts} today={rfm.today} />
            </div>
            <GroupsTable cells={rfm.cells} prospects={rfm.prospects} />
            {agreement && <AgreementCard agreement={agreement} />}
          </>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
