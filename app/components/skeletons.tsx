import { Card, SkeletonBodyText, SkeletonDisplayText } from "@shopify/polaris";
import charts from "./charts.module.css";
import figures from "./key-figures.module.css";

const FIVE_IN_A_ROW = Object.fromEntries([["--cells", 5]]);

/** The shape of five key figures. */
export function FiguresSkeleton() {
  return (
    <Card padding="0">
      <div className={figures.figures} style={FIVE_IN_A_ROW}>
        {["a", "b", "c", "d", "e"].map((cell) => (
          <div key={cell} className={figures.figure}>
            <SkeletonBodyText lines={1} />
            <SkeletonDisplayText size="small" />
          </div>
        ))}
      </div>
    </Card>
  );
}

/** The shape of a chart. */
export function ChartSkeleton() {
  return (
    <Card>
      <div className={charts.chart}>
        <SkeletonBodyText lines={9} />
      </div>
    </Card>
  );
}
