import { statSync } from "node:fs";
import { parseArgs } from "node:util";

/** A shop to be read from CSV files, with what the files do not say. */
export type CsvSource = { readonly orders: string; readonly returns: string | null; readonly currency: string; readonly timeZone: string };

/** What was asked of the demo. */
export type Arguments = {
  readonly check: boolean;
  readonly csv: CsvSource | null;
  readonly json: boolean;
  readonly keep: boolean;
  readonly port: number | null;
  /** Where the demo keeps everything; the checkout's own folder if not said. */
  readonly data: string | null;
};

/** An argument that cannot be meant; its message names it. */
export class BadArgument extends Error {}

export const usage = `npm run demo -- [options]

  --check            without a person: install, sync, compare every number with the simulator's books; exits 0 or 1
  --orders FILE      a shop from CSV (plain or .gz) instead of the demo shop; needs --currency and --timezone
  --returns FILE     its returns
  --currency CODE    its currency, such as GBP
  --timezone ZONE    its time zone, such as Europe/London
  --port PORT        where the simulator's Admin is reached (default: 4400, or a free one)
  --data FOLDER      where database, logs and secrets are kept (default: .data)
  --json             with --check: print the result as one line of JSON at the end
  --keep             with --check: keep the database folder, and say where it is`;

/** Reads the command line. Throws BadArgument, naming what is wrong, for an unknown flag, a missing file, a bad currency, zone or port. */
export function readArguments(given: readonly string[]): Arguments {
  const { check, json, keep, orders, returns, currency, timezone, port, data } = parse(given);
  if ((json || keep) && !check) throw new BadArgument(`${json ? "--json" : "--keep"} is for --check.`);

  if (check && data !== undefined) throw new BadArgument("--data is for the demo: --check has a folder of its own, which --keep leaves.");
  const csv = csvSource({ orders, returns, currency, timezone });

  return { check, json, keep, csv, port: port === undefined ? null : portNumber(port), data: data ?? null };
}

function parse(given: readonly string[]) {
  const flag = { type: "boolean", default: false } as const;
  const text = { type: "string" } as const;
  const options = {
    check: flag,
    json: flag,
    keep: flag,
    orders: text,
    returns: text,
    currency: text,
    timezone: text,
    port: text,
    data: text,
  };
  try {
    return parseArgs({ args: [...given], options, allowPositionals: false }).values;
  } catch (error) {
    throw new BadArgument(error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error));
  }
}

type CsvWords = { orders: string | undefined; returns: string | undefined; currency: string | undefined; timezone: string | undefined };

function csvSource({ orders, returns, currency, timezone }: CsvWords): CsvSource | null {
  if (orders === undefined) {
    const alone = Object.entries({ returns, currency, timezone }).find(([, value]) => value !== undefined);
    if (alone) throw new BadArgument(`--${alone[0]} describes a shop from CSV: it needs --orders FILE.`);
    return null;
  }
  if (currency === undefined) throw new BadArgument("--orders needs --currency: the file does not say what its prices are in.");
  if (timezone === undefined) throw new BadArgument("--orders needs --timezone: the file's times are local.");
  for (const [name, file] of Object.entries({ orders, returns })) {
    if (file !== undefined && !statSync(file, { throwIfNoEntry: false })?.isFile())
      throw new BadArgument(`--${name}: there is no file ${file}.`);
  }
  if (!Intl.supportedValuesOf("currency").includes(currency))
    throw new BadArgument(`--currency: ${currency} is no currency code, such as GBP.`);
  if (!isTimeZone(timezone)) throw new BadArgument(`--timezone: ${timezone} is no IANA time zone, such as Europe/London.`);

  return { orders, returns: returns ?? null, currency, timeZone: timezone };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "" && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new BadArgument(`--port: ${text} is no port from 1 to 65535.`);
  return port;
}
