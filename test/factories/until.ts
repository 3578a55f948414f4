import { setTimeout as sleep } from "node:timers/promises";

/** Waits until it has come to that; throws where it does not. */
export async function until(condition: () => Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await condition()); await sleep(30)) {
    if (Date.now() > deadline) throw new Error(`it has not come to that: ${condition}`);
  }
}
