import { useNavigate, useSearchParams } from "@remix-run/react";
import { changedQuery } from "../../lib/address.ts";
import { type RfmGroup, rfmGroups } from "../../lib/rfm.ts";
import { MenuPicker } from "../menu-picker.tsx";
import { groupWords } from "./group-words.ts";

const ANY = { id: "", name: "All segments" };
const whose = [
  { id: "all", name: "All customers, to date" },
  { id: "range", name: "Ordered in the range" },
];

/** Whose figures are listed, and of which segment. Writes the page's address. */
export function CustomerFilters({ by, group }: { by: "all" | "range"; group: RfmGroup | null }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const pick = (changes: Record<string, string | null>) =>
    navigate({ search: changedQuery(params, { page: null, ...changes }) }, { preventScrollReset: true });
  const groups = [ANY, ...rfmGroups.map((id) => ({ id, name: groupWords[id].name }))];
  return (
    <>
      <MenuPicker
        label={whose.find(({ id }) => id === by)?.name ?? ""}
        choices={whose}
        chosen={by}
        onPick={(id) => pick({ by: id === "all" ? null : id, sort: null })}
      />
      <MenuPicker
        label={group === null ? ANY.name : `Segment: ${groupWords[group].name}`}
        choices={groups}
        chosen={group ?? ANY.id}
        onPick={(id) => pick({ segment: id || null })}
      />
    </>
  );
}
