import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { CustomerName } from "../components/customer-name.tsx";
import { Forgotten, NoSuchCustomer } from "../components/customers/customer-faces.tsx";
import { CustomerView } from "../components/customers/customer-view.tsx";
import { reachOf } from "../components/reach.ts";
import { useBack } from "../components/use-back.ts";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { changeVersion } from "../db/shop-change.ts";
import { customerOrders } from "../insights/customers/customer-orders.ts";
import { customerProducts } from "../insights/customers/customer-products.ts";
import { customerRecord } from "../insights/customers/customer-record.ts";
import { customerRhythm } from "../insights/customers/customer-rhythm.ts";
import { customerValueOverTime } from "../insights/customers/customer-value-over-time.ts";
import { rfmCutPoints } from "../insights/customers/rfm-cut-points.ts";
import { single } from "../insights/define-insight.ts";
import { freshness } from "../insights/freshness.ts";
import { changedQuery } from "../lib/address.ts";
import { askedCustomerOrders, type CustomerOrdersQuery, isCustomerId } from "../lib/customer-query.ts";
import { stepFor } from "../lib/date-range.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { customerNames } from "../shopify/customer-names.ts";

const PRODUCTS_SHOWN = 100;

/** One customer of the shop. Of whom it has none the page says so, with status 404. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const version = await changeVersion(shop);
  const id = params.id ?? "";
  const asked = askedCustomerOrders(new URL(request.url).searchParams);
  const [known, [record]] = await Promise.all([
    freshness(shop, {}).then(single),
    isCustomerId(id) ? customerRecord(shop, { customerId: id, today: shop.today }) : [],
  ]);
  const table = "table" in asked ? asked.table : null;
  const isKnown = record !== undefined && record.redactedAt === null;

  return data(
    {
      id,
      record: record ?? null,
      details: isKnown && table ? await detailsOf(shop, id, table, record.figures?.firstOrderOn ?? shop.today) : null,
      problem: "problem" in asked ? asked.problem : null,
      names: customerNames(shop, isKnown ? [id] : []),
      reach: reachOf(shop),
      freshness: known,
      version,
    },
    { status: record === undefined ? 404 : 200 },
  );
}

async function detailsOf(shop: Shop, customerId: string, table: CustomerOrdersQuery, firstOrderOn: string) {
  const step = stepFor({ from: firstOrderOn, to: shop.today });
  const page = { customerId, sort: table.sort, limit: table.size, offset: table.offset };
  const [orders, products, points, rhythm, [cuts]] = await Promise.all([
    customerOrders(shop, page),
    customerProducts(shop, { customerId, limit: PRODUCTS_SHOWN }),
    customerValueOverTime(shop, { customerId, to: shop.today, granularity: step }),
    customerRhythm(shop, { customerId }).then(single),
    rfmCutPoints(shop, {}),
  ]);
  const [first] = orders.length === 0 && table.page > 1 ? await customerOrders(shop, { customerId, limit: 1, offset: 0 }) : orders;
  return { orders, total: first?.total ?? 0, table, products, points, step, rhythm, cuts: cuts ?? null };
}

export default function Customer() {
  const { id, record, details, problem, names, reach, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const back = useBack("Customers", "/app/customers");
  const { search } = useLocation();
  const exportHref = `/app/customers/${id}/export${changedQuery(new URLSearchParams(search), { page: null })}`;
  return (
    <Page title={`Customer ${id}`} backAction={back}>
      <TitleBar title={`Customer ${id}`} />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        {problem && <WrongAddress problem={problem} back="Show the customer" />}
        {record === null && <NoSuchCustomer id={id} />}
        {record !== null && record.redactedAt !== null && <Forgotten redactedAt={record.redactedAt} />}
        {record !== null && details && (
          <CustomerView {...{ record, details, reach, exportHref }} name={<CustomerName id={id} names={names} />} />
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
