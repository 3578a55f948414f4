import type { Records } from "./records.ts";

/** Compares record by record and value by value. One line for each thing that is not the same. */
export function compareRecords(simulator: Records, app: Records): string[] {
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
    for (const id of ours.keys()) if (!theirs.has(id)) differences.push(`${kind} ${id}: in the app, not in the simulator`);
  }
  return differences;
}
