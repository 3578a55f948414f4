import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,worker,simulator,demo,prisma,bench,test}/**/*.test.{ts,tsx}"],
    globalSetup: ["test/setup/server.ts"],
    setupFiles: ["test/setup/database.ts", "test/setup/console.ts"],
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
