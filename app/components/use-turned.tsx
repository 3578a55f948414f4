import { InlineStack, Pagination } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { useFormats } from "./use-formats.ts";

type Turned<Row> = {
  /** The rows of the page that is shown. */
  readonly shown: readonly Row[];
  /** What turns the pages, where there are several. */
  readonly turner: ReactNode;
};

/** Rows that are all here, `size` of them a page. Which page is shown is no part of the address. */
export function useTurned<Row>(rows: readonly Row[], size: number): Turned<Row> {
  const f = useFormats();
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const at = Math.min(page, pages - 1);
  const turner = pages > 1 && (
    <InlineStack align="center">
      <Pagination
        label={`Page ${f.count(at + 1)} of ${f.count(pages)}`}
        hasPrevious={at > 0}
        hasNext={at < pages - 1}
        onPrevious={() => setPage(at - 1)}
        onNext={() => setPage(at + 1)}
      />
    </InlineStack>
  );
  return { shown: rows.slice(at * size, (at + 1) * size), turner };
}
