import { parseArgs } from "node:util";
import { BadArgument } from "../arguments.ts";

/** What was asked of the soak. */
export type SoakArguments = {
  readonly minutes: number;
  /** From it the trade, the plan of faults and their moments follow. */
  readonly seed: string;
  /** What happens in the shops in a second, on average. */
  readonly perSecond: number;
  /** Leaves the folder with database and logs. */
  readonly keep: boolean;
};

export const usage = `npm run soak -- [options]

  --minutes M   how long the shops are busy (default: 10)
  --seed N      another course of trade and faults (default: 1)
  --rate R      what happens in the shops in a second (default: 3)
  --keep        keep the folder with database and logs, and say where it is`;

/** Reads the command line. Throws BadArgument for an unknown flag or a number that is none. */
export function readSoakArguments(given: readonly string[]): SoakArguments {
  const { minutes, seed, rate, keep } = parse(given);
  return { minutes: positive("minutes", minutes), seed, perSecond: positive("rate", rate), keep };
}

function parse(given: readonly string[]) {
  const text = (standard: string) => ({ type: "string", default: standard }) as const;
  const flag = { type: "boolean", default: false } as const;
  try {
    const options = { minutes: text("10"), seed: text("1"), rate: text("3"), keep: flag } as const;
    return parseArgs({ args: [...given], options, allowPositionals: false }).values;
  } catch (error) {
    throw new BadArgument(error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error));
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new BadArgument(`--${name} must be a number above 0, not ${text}.`);
  return value;
}
