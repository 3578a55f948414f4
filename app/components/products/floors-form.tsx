import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, TextField } from "@shopify/polaris";
import { useState } from "react";
import { changedQuery } from "../../lib/address.ts";
import { type AskedPairs, usualFloors } from "../../lib/product-query.ts";
import css from "./products.module.css";

/** From how many orders on a pair, and each of its products, is shown; written into the address. */
export function FloorsForm({ floors }: { floors: AskedPairs["floors"] }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [pair, setPair] = useState(String(floors.pair));
  const [product, setProduct] = useState(String(floors.product));
  const written = (text: string, usual: number) => (text.trim() === "" || text === String(usual) ? null : text.trim());
  const apply = () => {
    const changes = { pair: written(pair, usualFloors.pair), product: written(product, usualFloors.product), page: null };
    navigate({ search: changedQuery(params, changes) }, { preventScrollReset: true });
  };
  return (
    <form
      className={css.floors}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <div>
        <TextField
          label="Orders of the pair, at least"
          type="number"
          min={1}
          max={9_999}
          autoComplete="off"
          value={pair}
          onChange={setPair}
        />
      </div>
      <div>
        <TextField
          label="Orders of each, at least"
          type="number"
          min={1}
          max={9_999}
          autoComplete="off"
          value={product}
          onChange={setProduct}
        />
      </div>
      <Button submit>Apply</Button>
    </form>
  );
}
