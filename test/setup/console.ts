import { afterEach, beforeEach, expect, vi } from "vitest";

/** A console.error that nobody expected fails its test: React and the server say there what has gone wrong. */
beforeEach(() => {
  vi.spyOn(console, "error");
});

afterEach(() => {
  const { error } = console;
  if (vi.isMockFunction(error)) expect(error.mock.calls, "console.error was called").toEqual([]);
});
