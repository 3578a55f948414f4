import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, day, defineInsight, money } from "../define-insight.ts";
import { withCuts } from "./rfm-scores.ts";

const four = <Shape extends z.ZodType>(value: Shape) => z.tuple([value, value, value, value]);

/**
 * At which values do a shop's customers part into fifths, now? One row, or none without customers. A score is 1 and one more for each of
 * its cut points that is below the value.
 */
export const rfmCutPoints = defineInsight({
  name: "rfm-cut-points",
  params: z.object({}),
  row: z.object({ lastOrderOn: four(day), orders: four(count), netSales: four(money) }),
  sql: ({ shopId }) => sql`
    ${withCuts(shopId)}
    select array[r1, r2, r3, r4]::text[] as "lastOrderOn", array[f1, f2, f3, f4]::text[] as orders, array[m1, m2, m3, m4]::text[] as "netSales"
    from   cut
    where  r1 is not null`,
});

export type RfmCutPoints = Awaited<ReturnType<typeof rfmCutPoints>>[number];
