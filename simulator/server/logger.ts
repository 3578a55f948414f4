/** Where the stand-in tells of what goes wrong inside it. */
export type Logger = { error(message: string, error: unknown): void };

/** Writes to standard error, so that a fault of the stand-in is never taken for one of the app. */
export const stderrLogger: Logger = {
  error(message, error) {
    process.stderr.write(`simulator: ${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  },
};
