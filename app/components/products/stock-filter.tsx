import { useNavigate, useSearchParams } from "@remix-run/react";
import { changedQuery } from "../../lib/address.ts";
import type { AskedStock } from "../../lib/product-query.ts";
import { MenuPicker } from "../menu-picker.tsx";

const usual = [
  { id: "all", name: "All variants", runsOut: null, unsold: null },
  { id: "out7", name: "Runs out within 7 days", runsOut: 7, unsold: null },
  { id: "out14", name: "Runs out within 14 days", runsOut: 14, unsold: null },
  { id: "out30", name: "Runs out within 30 days", runsOut: 30, unsold: null },
  { id: "unsold90", name: "Not sold for 90 days", runsOut: null, unsold: 90 },
  { id: "unsold365", name: "Not sold for 365 days", runsOut: null, unsold: 365 },
] as const;

/** Narrows the stock to what is nearly gone or does not sell. */
export function StockFilter({ asked: { runsOut, unsold } }: { asked: AskedStock }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const chosen = usual.find((each) => each.runsOut === runsOut && each.unsold === unsold);
  const pick = (id: string) => {
    const { runsOut: out, unsold: old } = usual.find((each) => each.id === id) ?? usual[0];
    const changes = { runsout: out === null ? null : String(out), unsold: old === null ? null : String(old), page: null };
    navigate({ search: changedQuery(params, changes) }, { preventScrollReset: true });
  };
  return <MenuPicker label={chosen?.name ?? namedIn(runsOut, unsold)} choices={usual} chosen={chosen?.id ?? ""} onPick={pick} />;
}

function namedIn(runsOut: number | null, unsold: number | null): string {
  const parts = [runsOut === null ? [] : [`Runs out within ${runsOut} days`], unsold === null ? [] : [`Not sold for ${unsold} days`]];
  return parts.flat().join(", ");
}
