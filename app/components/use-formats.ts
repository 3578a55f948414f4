import { createContext, useContext } from "react";
import type { Formats } from "./format.ts";

const Context = createContext<Formats | null>(null);

/** Put around the pages with `formatsOf(manner)` as its value. */
export const FormatsProvider = Context.Provider;

/** How this page writes numbers and dates: `f.money("1250")`, `f.day("2026-11-21")`. */
export function useFormats(): Formats {
  const formats = useContext(Context);
  if (formats === null) throw new Error("useFormats outside of the app's frame (app/routes/app.tsx)");
  return formats;
}
