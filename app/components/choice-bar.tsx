import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, ButtonGroup } from "@shopify/polaris";
import { changedQuery } from "../lib/address.ts";

type Props = {
  /** The parameter of the address that it writes. */
  readonly param: string;
  /** The first is what the page shows where the address does not say. */
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: string;
};

/** A choice among few, side by side, that the page's address keeps. */
export function ChoiceBar({ param, choices, chosen }: Props) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const pick = (id: string) => {
    const search = changedQuery(params, { [param]: id === choices[0]?.id ? null : id, page: null });
    navigate({ search }, { preventScrollReset: true });
  };
  return (
    <ButtonGroup variant="segmented">
      {choices.map(({ id, name }) => (
        <Button key={id} size="slim" pressed={id === chosen} onClick={() => pick(id)}>
          {name}
        </Button>
      ))}
    </ButtonGroup>
  );
}
