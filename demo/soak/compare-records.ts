import type { Records } from "./records.ts";

/**
 * Compares record by record and value by value. One line for each thing that is not the same. That a checkout was deleted is told by its
 * webhook alone, no query and no event of Shopify's says it: one whose webhook never came cannot be known to be gone. `toldGone` are those
 * whose webhook came.
 */
export function compareRecords(simulator: Records, app: Records, toldGone: ReadonlySet<string>): string[] {
  const differences: string[] = [];
  for (const kind of ["orders", "customers", "products", "variants", "inventory levels", "abandoned checkouts"] as const) {
    const [theirs, ours] = [simulator[kind], app[kind]];
    for (const [id, truth] of theirs) {
      const found = ours.get(id);
      if (!found) {
        differences.push(`${kind} ${id}: missing in the app`);
        continue;
      }
      for (const [name, value] of Object.entries(truth))
        if (value !== (found[name] ?? null)) differences.push(`${kind} ${id}: ${name} is ${found[name]}, the simulator says ${value}`);
    }
    const isKnowable = (id: string) => kind !== "abandoned checkouts" || toldGone.has(id);
    for (const id of ours.keys())
      if (!theirs.has(id) && isKnowable(id)) differences.push(`${kind} ${id}: in the app, not in the simulator`);
  }
  return differences;
}
