import { useLocation } from "@remix-run/react";
import { Banner } from "@shopify/polaris";

type Props = {
  /** What was wrong with the address, in a sentence. */
  readonly problem: string;
  /** The words of the way back, and where it leads: to the page as it first comes up, if not said otherwise. */
  readonly back?: string;
  readonly to?: string;
};

/** What the address asked for and cannot be shown, with a way back. */
export function WrongAddress({ problem, back, to }: Props) {
  const { pathname } = useLocation();
  const url = to ?? pathname;
  return (
    <Banner tone="warning" title="This address cannot be shown" action={{ content: back ?? "Show the page as it first comes up", url }}>
      <p>{problem}</p>
    </Banner>
  );
}
