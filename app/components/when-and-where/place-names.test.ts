import { expect, test } from "vitest";
import { countryName, currencyName, regionName } from "./place-names.ts";

test("countries and currencies are named in the reader's language", () => {
  expect(countryName("DE", "en")).toBe("Germany");
  expect(countryName("DE", "fr")).toBe("Allemagne");
  expect(currencyName("EUR", "en")).toBe("Euro (EUR)");
});

test("a region stands with its country, and one with a dash in its code keeps it", () => {
  expect(regionName("US-NY", "en")).toBe("NY, United States");
  expect(regionName("JP-JP-13", "en")).toBe("JP-13, Japan");
  expect(regionName("FR", "en")).toBe("France, no region");
});

test("a code that nobody knows stands for itself", () => {
  expect(countryName("XQ", "en")).toBe("XQ");
  expect(countryName("no code", "en")).toBe("no code");
  expect(currencyName("?", "en")).toBe("?");
});
