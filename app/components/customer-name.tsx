import { Await } from "@remix-run/react";
import { Text } from "@shopify/polaris";
import { memo, Suspense } from "react";
import css from "./tables.module.css";

/** Names by the customer's id; who is not in it is shown by number. */
export type Names = Readonly<Record<string, string>>;

/**
 * Whom Shopify calls so, once it has said it; until then the room is kept, and where it does not say it stands the number.
 * Memoized: React gives a boundary up that is drawn again while the browser takes the page over (its error 421).
 */
export const CustomerName = memo(function CustomerName({ id, names }: { id: string; names: Promise<Names> }) {
  const numbered = `Customer ${id}`;
  return (
    <Suspense
      fallback={
        <>
          <span className={css.nameBar} />
          <Text as="span" visuallyHidden>
            {numbered}
          </Text>
        </>
      }
    >
      <Await resolve={names} errorElement={numbered}>
        {(known) => known[id] ?? numbered}
      </Await>
    </Suspense>
  );
});
