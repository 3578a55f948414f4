import { ActionList, Button, Popover } from "@shopify/polaris";
import { useRef, useState } from "react";

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
      <Popover active={open} activator={button} onClose={() => setOpen(false)} autofocusTarget="first-node" preferredAlignment="left">
        <ActionList
          actionRole="menuitem"
          items={choices.map(({ id, name }) => ({ content: name, active: id === chosen, onAction: () => pick(id) }))}
        />
      </Popover>
    </div>
  );
}
