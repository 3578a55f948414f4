import { Banner, BlockStack, Card, SkeletonBodyText, SkeletonDisplayText } from "@shopify/polaris";
import type { ReactNode } from "react";
import { AccessNeeded } from "./access-needed.tsx";
import type { Answered } from "./matching-view.ts";

type Props<T> = { readonly outcome: Answered<T>; readonly children: (answer: T) => ReactNode };

/** Shopify's answer, or what stands in its way and what to do about it. */
export function ReportAnswer<T>({ outcome, children }: Props<T>) {
  if (outcome.kind === "answered") return <>{children(outcome.answer)}</>;
  if (outcome.kind === "denied") return <AccessNeeded missing={outcome.missing} />;
  return (
    <Banner tone="warning" title="Shopify's report could not be asked">
      <p>
        {outcome.what} {outcome.remedy}
      </p>
    </Banner>
  );
}

/** The room that the answer will take. */
export function ReportSkeleton() {
  return (
    <div role="status" aria-label="Shopify is being asked for its report">
      <BlockStack gap="400">
        <Card>
          <SkeletonDisplayText size="small" />
        </Card>
        <Card>
          <SkeletonBodyText lines={14} />
        </Card>
        <Card>
          <SkeletonBodyText lines={14} />
        </Card>
      </BlockStack>
    </div>
  );
}
