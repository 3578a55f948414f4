import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, DropZone, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { DayComparison } from "../../insights/matching/compare.ts";
import { DaysTable } from "./days-table.tsx";
import { Verdict } from "./verdict.tsx";

/** What became of an uploaded export. */
export type Uploaded =
  | { readonly problem: string }
  | { readonly comparison: DayComparison; readonly leftOut: readonly string[]; readonly outside: number };

const MEGABYTE = 1_000_000;
/** As much as years of days take, many times over. */
export const MOST_BYTES = 5 * MEGABYTE;

/** Compares with an export of Shopify's report that the merchant hands over. The file is read and forgotten. */
export function UploadReport() {
  const fetcher = useFetcher<Uploaded>();
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = (_: File[], accepted: File[], rejected: File[]) => {
    const [chosen] = accepted;
    setProblem(chosen ? null : `“${rejected[0]?.name ?? "The file"}” is no CSV file of at most 5 MB.`);
    if (chosen) setFile(chosen);
  };
  const send = () => {
    if (file === null) return setProblem("Choose a file first.");
    const form = new FormData();
    form.set("report", file);
    fetcher.submit(form, { method: "post", encType: "multipart/form-data" });
  };
  const answer = fetcher.data;
  const said = problem ?? (answer && "problem" in answer ? answer.problem : null);
  return (
    <>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Compare with an export of the report
          </Text>
          <Text as="p" tone="subdued">
            In Shopify, open Analytics → Reports → Total sales over time, group it by day, and export it as CSV. The file is compared and
            forgotten.
          </Text>
          <DropZone
            label="Shopify's report as CSV"
            accept=".csv,text/csv"
            type="file"
            allowMultiple={false}
            onDrop={choose}
            customValidator={(one) => !("size" in one) || one.size <= MOST_BYTES}
          >
            {file ? (
              <InlineStack align="center" blockAlign="center">
                <div style={{ padding: "var(--p-space-600)" }}>
                  <Text as="span">{file.name}</Text>
                </div>
              </InlineStack>
            ) : (
              <DropZone.FileUpload actionTitle="Choose a file" actionHint="or drop it here" />
            )}
          </DropZone>
          {said !== null && (
            <Banner tone="warning" title="This file cannot be compared">
              <p>{said}</p>
            </Banner>
          )}
          <InlineStack>
            <Button variant="primary" onClick={send} loading={fetcher.state !== "idle"} disabled={file === null}>
              Compare
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
      {answer && "comparison" in answer && (
        <>
          <Verdict comparison={answer.comparison} source="the export" />
          {(answer.leftOut.length > 0 || answer.outside > 0) && (
            <Text as="p" tone="subdued">
              {answer.leftOut.length > 0 && `Columns that Tillwise has no number for: ${answer.leftOut.join(", ")}. `}
              {answer.outside > 0 &&
                `${answer.outside} days of the export lie before the orders that Tillwise knows, and were not compared.`}
            </Text>
          )}
          <DaysTable comparison={answer.comparison} />
        </>
      )}
    </>
  );
}
