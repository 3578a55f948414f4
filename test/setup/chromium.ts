/** Finds a real Chromium for the browser tests; on Debian as root it installs one where none is. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const usualPlaces = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of an installed Chromium or Chrome, or undefined. `CHROMIUM_PATH` comes first. */
function findChromium(): string | undefined {
  return usualPlaces.find((place): place is string => place !== undefined && existsSync(place));
}

/** Path of a Chromium, installed from Debian's packages if need be; throws saying how to get one where that cannot be done. */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stdout.write("No Chromium found: installing Debian's package chromium\n");
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-q"], { stdio: "inherit", env: environment });
    spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-liberation"], {
      stdio: "inherit",
      env: environment,
    });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error("The browser tests need Chromium: install it (Debian: `sudo apt-get install chromium`) or name one in CHROMIUM_PATH.");
}
