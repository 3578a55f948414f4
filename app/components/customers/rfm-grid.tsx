import { BlockStack, Card, Text } from "@shopify/polaris";
import { groupOf, type Score, scores, totalOf } from "../../lib/rfm.ts";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import css from "./customers.module.css";
import { groupWords } from "./group-words.ts";
import { type Rfm, shareOf } from "./rfm-view.ts";

const down = [...scores].reverse();
/** From white to a blue on which white letters are read; dark ones up to the third. */
const shades = ["#f3f7fb", "#d6e6f5", "#a9ccea", "#1f6aa8", "#0b4f86"] as const;
const WHITE_FROM = 3;
/** Above so much of all customers a cell has the next shade. */
const SHADE_ABOVE = [0.01, 0.03, 0.06, 0.12];

/** How many customers have which scores: recency from top to bottom, FM from left to right. */
export function RfmGrid({ cells }: { cells: Rfm["cells"] }) {
  const f = useFormats();
  const all = totalOf(cells).customers;
  const cellAt = (recency: Score, worth: Score) => cells.find((cell) => cell.recency === recency && cell.worth === worth)?.customers ?? 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Customers by their scores
        </Text>
        <Text as="p" tone="subdued">
          Each cell counts customers with these scores. FM is the mean of the scores for how often and for how much, its half cut off: 3.5
          stands under 3.
        </Text>
        <table className={css.grid}>
          <caption>
            <Text as="span" visuallyHidden>
              Customers by recency score (rows) and FM score (columns)
            </Text>
          </caption>
          <thead>
            <tr>
              <th scope="col">Recency</th>
              {down.map((worth) => (
                <th key={worth} scope="col">
                  FM {worth}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {down.map((recency) => (
              <tr key={recency}>
                <th scope="row">R {recency}</th>
                {down.map((worth) => {
                  const customers = cellAt(recency, worth);
                  const share = shareOf(customers, all) ?? 0;
                  const shade = SHADE_ABOVE.filter((bound) => share > bound).length;
                  const group = groupOf(recency, worth);
                  return (
                    <td key={worth} style={{ background: shades[shade], color: shade >= WHITE_FROM ? "#ffffff" : "#1a1a1a" }}>
                      {f.count(customers)}
                      <small>
                        <PageLink to={`/app/customers?segment=${group}`}>{groupWords[group].name}</PageLink>
                      </small>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}
