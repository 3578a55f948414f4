import { expect, test } from "vitest";
import { demoShop } from "../../../simulator/world/demo-shop.ts";
import { givenSimulator } from "../../factories/simulator.ts";
import { Admin } from "./admin.ts";
import { tryContract } from "./contract.ts";

test("the stand-in keeps the contract that a development store is tried by", { timeout: 60_000 }, async () => {
  const shop = demoShop({ seed: 3, today: new Date().toISOString().slice(0, 10), scale: 0.02 });
  const { url, domain, accessToken } = await givenSimulator([shop]);
  const admin = new Admin(domain, await accessToken(), `${url}/shops/${domain}`);

  const { clauses, ledger } = await tryContract(admin);

  expect(clauses.filter(({ kept }) => !kept)).toEqual([]);
  expect(clauses.length).toBeGreaterThan(25);
  expect(ledger).toMatchObject({ firstAgreementOff: 0, allAgreementsOff: 0, returnDiscountPositive: 0 });
});

test("a shop that breaks it is found out", { timeout: 60_000 }, async () => {
  const shop = demoShop({ seed: 3, today: new Date().toISOString().slice(0, 10), scale: 0.02 });
  const { url, domain, accessToken, control } = await givenSimulator([shop]);
  await control("POST", "faults", { bulkFailNext: 1 });
  const admin = new Admin(domain, await accessToken(), `${url}/shops/${domain}`);

  const { clauses } = await tryContract(admin);

  expect(clauses.filter(({ kept }) => !kept)).toContainEqual(expect.objectContaining({ answered: "FAILED", expected: "COMPLETED" }));
});
