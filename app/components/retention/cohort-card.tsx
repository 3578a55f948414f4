import { useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { changedQuery } from "../../lib/address.ts";
import { cohortShows, cohortSpans } from "../../lib/retention-query.ts";
import { ExportButton } from "../export-button.tsx";
import { FormulaButton } from "../formula-button.tsx";
import { MenuPicker } from "../menu-picker.tsx";
import { CohortFilter } from "./cohort-filter.tsx";
import { CohortGrid } from "./cohort-grid.tsx";
import { formulas } from "./formulas.ts";
import css from "./retention.module.css";
import { type CohortFigures, showNames } from "./retention-view.ts";

const spanName = (months: (typeof cohortSpans)[number]) => (months === null ? "All cohorts" : `Last ${months} cohorts`);

/** The cohorts with what is asked of them: what to show, how many, narrowed to whom. */
export function CohortCard({ figures, exportHref }: { figures: CohortFigures; exportHref: string }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const pick = (changes: Record<string, string | null>) =>
    navigate({ search: changedQuery(params, changes) }, { preventScrollReset: true });
  const { query, cells, valueName } = figures;
  const shows = cohortShows.map((id) => ({ id, name: showNames[id] }));
  const spans = cohortSpans.map((months) => ({ id: String(months ?? "all"), name: spanName(months) }));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="100" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Cohorts: {showNames[query.show].toLowerCase()}
            </Text>
            <FormulaButton of={formulas[query.show]} />
          </InlineStack>
          {cells.length > 0 && <ExportButton source={exportHref} what="Cohorts" />}
        </InlineStack>
        <Text as="p" tone="subdued">
          Customers by the month of their first order, and what became of them in the months since. All of them, whatever days are chosen
          above.
        </Text>
        <div className={css.controls}>
          <MenuPicker
            label={showNames[query.show]}
            choices={shows}
            chosen={query.show}
            onPick={(id) => pick({ show: id === "retention" ? null : id })}
          />
          <MenuPicker
            label={spanName(query.months)}
            choices={spans}
            chosen={String(query.months ?? "all")}
            onPick={(id) => pick({ cohorts: id === "12" ? null : id })}
          />
          <CohortFilter filter={query.filter} valueName={valueName} />
        </div>
        {cells.length === 0 ? (
          <Text as="p" tone="subdued">
            Nobody’s first order fell into these months. Show more cohorts, or all customers.
          </Text>
        ) : (
          <>
            <CohortGrid figures={figures} />
            <Text as="p" variant="bodySm" tone="subdued">
              * This month is not over: the number still grows, and is in no average.
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
