import { execFileSync } from "node:child_process";
import type { WebProcess } from "../webhook/web-process.ts";
import { visit } from "./visits.ts";

const SAMPLE_MS = 200;
const paths = ["/app/orders/export?range=all", "/app/customers/export?range=all"];

/**
 * Downloads the two longest files of a shop, as fast as they come, and tells what the web process held at most in each quarter of the time.
 */
export async function measureExports(web: WebProcess, shopDomain: string, say: (line: string) => void): Promise<void> {
  for (const path of paths) {
    const before = residentMb(web.pid);
    const samples: number[] = [];
    const sampling = setInterval(() => samples.push(residentMb(web.pid)), SAMPLE_MS);
    const began = performance.now();
    let [bytes, lines] = [0, 0];
    try {
      const reader = (await visit(web, shopDomain, path)).body?.getReader();
      for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
        bytes += part.value.length;
        for (let at = part.value.indexOf(10); at >= 0; at = part.value.indexOf(10, at + 1)) lines += 1;
      }
    } finally {
      clearInterval(sampling);
    }
    samples.push(residentMb(web.pid));
    const took = ((performance.now() - began) / 1000).toFixed(1);
    const size = Math.ceil(samples.length / 4);
    const quarters = [0, 1, 2, 3].map((quarter) => Math.max(...samples.slice(quarter * size, (quarter + 1) * size), 0).toFixed(0));
    say(
      `${path} of ${shopDomain}: ${(lines - 1).toLocaleString("en")} rows, ${(bytes / 1024 ** 2).toFixed(0)} MB in ${took} s; memory ${before.toFixed(0)} MB before, at most ${quarters.join(", ")} MB by quarters`,
    );
  }
}

function residentMb(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}
