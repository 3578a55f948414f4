import { ActionList, Button, Popover } from "@shopify/polaris";
import { useRef, useState } from "react";
import { type DateRange, rangeParams } from "../lib/date-range.ts";
import { useFormats } from "./use-formats.ts";

type Props = {
  readonly range: DateRange;
  readonly compare: boolean;
  /** The days before are not known, or not wholly. */
  readonly withheld: boolean;
  readonly onPick: (params: string) => void;
};

/** Whether the page compares its days with those before. Nothing is before all time. */
export function ComparePicker({ range, compare, withheld, onPick }: Props) {
  const f = useFormats();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  if (range.preset === "all") return null;
  const asked = range.preset === null ? { from: range.from, to: range.to } : { preset: range.preset };
  const pick = (wanted: boolean) => {
    setOpen(false);
    place.current?.querySelector("button")?.focus();
    onPick(rangeParams(asked, wanted));
  };
  const label = range.before === null ? "No comparison" : withheld ? "Comparison not available" : `Compared to: ${f.days(range.before)}`;
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
          items={[
            { content: "The period before", active: compare, onAction: () => pick(true) },
            { content: "No comparison", active: !compare, onAction: () => pick(false) },
          ]}
        />
      </Popover>
    </div>
  );
}
