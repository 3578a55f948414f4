import { useEffect, useRef } from "react";
import type { SyncControl } from "../use-sync.ts";

/** Sets off the first sync of a shop that never had one, once; says whether the page is that of the first run. */
export function useFirstSync({ state, start }: SyncControl): boolean {
  const neverSynced = state.current === null && state.last === null;
  const asked = useRef(false);
  useEffect(() => {
    if (!neverSynced || asked.current) return;
    asked.current = true;
    start();
  }, [neverSynced, start]);
  return state.last === null;
}
