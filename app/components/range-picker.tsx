import { ActionList, BlockStack, Button, Text, TextField } from "@shopify/polaris";
import { CalendarIcon } from "@shopify/polaris-icons";
import { useRef, useState } from "react";
import { type DateRange, type Days, parseDateRange, presetParam, presets } from "../lib/date-range.ts";
import { Dropdown } from "./dropdown.tsx";
import css from "./page-toolbar.module.css";
import { useFormats } from "./use-formats.ts";

type Props = {
  /** Null where the address asked for none that there is. */
  readonly range: DateRange | null;
  readonly today: string;
  readonly firstDay: string;
  readonly onPick: (changes: Readonly<Record<"range" | "from" | "to", string | null>>) => void;
};

/** The days that the page is about: presets in a list, or two dates of one's own. */
export function RangePicker({ range, today, firstDay, onPick }: Props) {
  const f = useFormats();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const pick: Props["onPick"] = (changes) => {
    setOpen(false);
    place.current?.querySelector("button")?.focus();
    onPick(changes);
  };
  const label = range === null ? "Choose dates" : range.preset === null ? f.days(range) : range.name;
  const button = (
    <Button
      icon={CalendarIcon}
      disclosure={open ? "up" : "down"}
      onClick={() => setOpen((was) => !was)}
      accessibilityLabel={`Dates: ${label}`}
    >
      {label}
    </Button>
  );
  return (
    <div ref={place}>
      <Dropdown open={open} button={button} onClose={() => setOpen(false)}>
        <div className={css.rangePopover}>
          <div>
            <ActionList
              actionRole="menuitem"
              items={presets.map(({ id, name }) => ({
                content: name,
                active: range?.preset === id,
                onAction: () => pick({ range: presetParam(id), from: null, to: null }),
              }))}
            />
          </div>
          <div className={css.custom}>
            <CustomDates
              key={`${range?.from} ${range?.to}`}
              first={range ?? { from: today, to: today }}
              today={today}
              firstDay={firstDay}
              onPick={(days) => pick({ range: null, ...days })}
            />
          </div>
        </div>
      </Dropdown>
    </div>
  );
}

type CustomProps = {
  readonly first: Days;
  readonly today: string;
  readonly firstDay: string;
  readonly onPick: (days: Days) => void;
};

function CustomDates({ first, today, firstDay, onPick }: CustomProps) {
  const [from, setFrom] = useState(first.from);
  const [to, setTo] = useState(first.to);
  const [problem, setProblem] = useState<string>();
  const apply = () => {
    const parsed = parseDateRange(new URLSearchParams({ from, to }), today, firstDay);
    if ("problem" in parsed) setProblem(parsed.problem);
    else onPick({ from, to });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          Custom dates
        </Text>
        <TextField label="From" type="date" value={from} onChange={setFrom} max={today} autoComplete="off" />
        <TextField label="To" type="date" value={to} onChange={setTo} max={today} autoComplete="off" error={problem ?? false} />
        <Button submit variant="primary" fullWidth>
          Apply
        </Button>
      </BlockStack>
    </form>
  );
}
