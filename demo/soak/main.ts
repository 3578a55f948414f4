import { BadArgument } from "../arguments.ts";
import { readSoakArguments, usage } from "./arguments.ts";
import { soak } from "./soak.ts";

async function main(): Promise<number> {
  const given = process.argv.slice(2);
  if (given.includes("--help")) {
    console.log(usage);
    return 0;
  }
  return soak({ ...readSoakArguments(given), print: (line) => console.log(line) });
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof BadArgument) console.error(`\n${usage}`);
  return error instanceof BadArgument ? 2 : 1;
});
