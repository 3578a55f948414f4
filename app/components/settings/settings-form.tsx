import { useFetcher } from "@remix-run/react";
import { BlockStack, Box, Button, Card, ChoiceList, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

export type Settings = { readonly weekStart: "monday" | "sunday"; readonly abandonedAfterMinutes: number };

/** What became of the settings that were sent: kept, or what is wrong with which field. */
export type Outcome = { readonly saved: true } | { readonly saved: false; readonly problems: Partial<Record<keyof Settings, string>> };

/** The choices of a shop, sent together. What is refused says why at its field, and what was typed stays. */
export function SettingsForm({ settings }: { settings: Settings }) {
  const fetcher = useFetcher<Outcome>({ key: "settings" });
  const [weekStart, setWeekStart] = useState<string>(settings.weekStart);
  const [minutes, setMinutes] = useState(String(settings.abandonedAfterMinutes));
  const [isTouched, setTouched] = useState(false);
  const outcome = isTouched || fetcher.state !== "idle" ? undefined : fetcher.data;
  const problems = outcome?.saved === false ? outcome.problems : {};
  const change = (set: (value: string) => void) => (value: string) => {
    setTouched(true);
    set(value);
  };
  return (
    <fetcher.Form method="post" noValidate onSubmit={() => setTouched(false)}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="400">
            <Text as="h2" variant="headingMd">
              Weeks
            </Text>
            <ChoiceList
              title="Weeks begin on"
              name="weekStart"
              choices={[
                { label: "Monday", value: "monday" },
                { label: "Sunday", value: "sunday" },
              ]}
              selected={[weekStart]}
              onChange={([value]) => change(setWeekStart)(value ?? weekStart)}
              error={problems.weekStart ?? ""}
            />
            <Text as="p" tone="subdued">
              Charts and tables by week follow it at once, those of the past too.
            </Text>
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="400">
            <Text as="h2" variant="headingMd">
              Abandonment
            </Text>
            <Box maxWidth="16rem">
              <TextField
                label="Abandoned after"
                name="abandonedAfterMinutes"
                type="number"
                min={1}
                suffix="minutes"
                autoComplete="off"
                value={minutes}
                onChange={change(setMinutes)}
                error={problems.abandonedAfterMinutes ?? ""}
              />
            </Box>
            <Text as="p" tone="subdued">
              A checkout or cart counts as abandoned when nothing has happened in it for so long and no order came of it. Shopify itself
              takes 10 minutes.
            </Text>
          </BlockStack>
        </Card>
        <Box paddingInline={{ xs: "400", sm: "0" }} paddingBlockEnd="800">
          <InlineStack gap="300" blockAlign="center">
            <Button submit variant="primary" loading={fetcher.state !== "idle"}>
              Save
            </Button>
            <span role="status">
              {outcome && (
                <Text as="span" tone={outcome.saved ? "success" : "critical"}>
                  {outcome.saved ? "Saved" : "Not saved: see what is wrong above."}
                </Text>
              )}
            </span>
          </InlineStack>
        </Box>
      </BlockStack>
    </fetcher.Form>
  );
}
