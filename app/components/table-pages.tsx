import { Link, useLocation, useSearchParams } from "@remix-run/react";
import { InlineStack, Pagination, Text } from "@shopify/polaris";
import { changedQuery } from "../lib/address.ts";
import type { TableQuery } from "../lib/table-query.ts";
import { useFormats } from "./use-formats.ts";

/** Turns the pages of a table by links, where there are several. */
export function TablePages({ table: { page, size, offset }, shown, total }: { table: TableQuery; shown: number; total: number }) {
  const f = useFormats();
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  if (total <= size) return null;
  const last = Math.ceil(total / size);
  const at = (wanted: number) => pathname + changedQuery(params, { page: wanted === 1 ? null : String(wanted) });
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="span" variant="bodySm" tone="subdued" numeric>
        {`${f.count(offset + 1)}–${f.count(offset + shown)} of ${f.count(total)}`}
      </Text>
      <Pagination
        hasPrevious={page > 1}
        hasNext={page < last}
        {...(page > 1 ? { previousURL: at(page - 1) } : {})}
        {...(page < last ? { nextURL: at(page + 1) } : {})}
        accessibilityLabel="Pages"
        label={`Page ${f.count(page)} of ${f.count(last)}`}
      />
    </InlineStack>
  );
}

/** In the place of rows, where the address asks for a page after the last. */
export function BeyondTheEnd({ table: { page, size }, total }: { table: TableQuery; total: number }) {
  const f = useFormats();
  const [params] = useSearchParams();
  const last = Math.ceil(total / size);
  return (
    <Text as="p">
      {`There is no page ${f.count(page)}. `}
      <Link to={{ search: changedQuery(params, { page: last === 1 ? null : String(last) }) }}>
        {last === 1 ? "Show the only page" : `Show page ${f.count(last)}, the last`}
      </Link>
    </Text>
  );
}
