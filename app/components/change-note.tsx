import { Icon, Text } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { type Change, changeOf } from "../lib/change.ts";
import css from "./change-note.module.css";
import { useFormats } from "./use-formats.ts";

const TONES = { up: "success", down: "critical", none: "subdued" } as const;

type Props = { readonly now: bigint; readonly before: bigint; readonly isJudged?: boolean };

/** How a number differs from the one before: an arrow, the percentage, and both in words for those who do not see the arrow. */
export function ChangeNote({ now, before, isJudged = false }: Props) {
  const f = useFormats();
  const change = changeOf(now, before);
  const tone = isJudged ? TONES[change.direction] : "subdued";
  return (
    <span className={css.change}>
      <Arrow change={change} tone={tone} />
      <Text as="span" variant="bodySm" tone={tone} numeric>
        {f.change(change)}
      </Text>
    </span>
  );
}

function Arrow({ change: { direction, tenths }, tone }: { change: Change; tone: "success" | "critical" | "subdued" }) {
  if (direction === "none") return null;
  const label = direction === "up" ? (tenths === null ? "" : "Up") : "Down";
  return (
    <span className={css.arrow}>
      <Icon source={direction === "up" ? ArrowUpIcon : ArrowDownIcon} tone={tone} {...(label ? { accessibilityLabel: label } : {})} />
    </span>
  );
}
