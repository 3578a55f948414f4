import { ActionList, Button } from "@shopify/polaris";
import { useRef, useState } from "react";
import { Dropdown } from "./dropdown.tsx";

export type Choice = { readonly id: string; readonly name: string };

type Props = {
  /** What the button says. */
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onPick: (id: string) => void;
};

/** One choice among a few, in a menu under a button that keeps the focus. */
export function MenuPicker({ label, choices, chosen, onPick }: Props) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const pick = (id: string) => {
    setOpen(false);
    place.current?.querySelector("button")?.focus();
    onPick(id);
  };
  const button = (
    <Button disclosure={open ? "up" : "down"} onClick={() => setOpen((was) => !was)}>
      {label}
    </Button>
  );
  return (
    <div ref={place}>
      <Dropdown open={open} button={button} onClose={() => setOpen(false)}>
        <ActionList
          actionRole="menuitem"
          items={choices.map(({ id, name }) => ({ content: name, active: id === chosen, onAction: () => pick(id) }))}
        />
      </Dropdown>
    </div>
  );
}
