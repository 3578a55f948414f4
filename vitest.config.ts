import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,worker,simulator,demo,prisma,bench,test}/**/*.test.{ts,tsx}"],
    globalSetup: ["test/setup/server.ts"],
    setupFiles: ["test/setup/database.ts", "test/setup/console.ts"],
    pool: "forks",
    // Guards against hanging, not promises: a machine that does other things besides takes its time.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
  },
});
