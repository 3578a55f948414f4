import { Text } from "@shopify/polaris";
import { Later } from "./later.tsx";
import css from "./tables.module.css";

/** Names by the customer's id; who is not in it is shown by number. */
export type Names = Readonly<Record<string, string>>;

/** Whom Shopify calls so, once it has said it; until then the room is kept, and where it does not say it stands the number. */
export function CustomerName({ id, names }: { id: string; names: Promise<Names> }) {
  const numbered = `Customer ${id}`;
  return (
    <Later
      value={names}
      failed={numbered}
      waiting={
        <>
          <span className={css.nameBar} />
          <Text as="span" visuallyHidden>
            {numbered}
          </Text>
        </>
      }
    >
      {(known) => known[id] ?? numbered}
    </Later>
  );
}
