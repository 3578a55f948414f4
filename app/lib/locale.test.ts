import { expect, test } from "vitest";
import { localeOf } from "./locale.ts";

test.each([
  ["de", "de"],
  ["pt-BR", "pt-BR"],
  ["zh-cn", "zh-CN"],
  [null, "en"],
  ["", "en"],
  ["xx", "en"],
  ["en-US-u-ca-buddhist", "en"],
  ["<script>", "en"],
])("the locale %j is %s", (asked, locale) => {
  expect(localeOf(asked)).toBe(locale);
});
