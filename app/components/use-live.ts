import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { followChanges } from "./follow-changes.ts";

/** Changes that come in a burst are looked at together, and then at most twice a second. */
const GATHER_MS = 100;
const GAP_MS = 500;
/** Looked at without a word: days turn, and what waits grows old. */
const UNASKED_MS = 5 * 60 * 1000;

/**
 * Keeps the page current by itself: brings its data up to date whenever the server tells of another version than `version`, the one that
 * the page's loader read before its figures. Rests while the tab is hidden, and catches up when it is shown again.
 */
export function useLive(version: string): void {
  const { revalidate, state } = useRevalidator();
  const page = useRef({ version, busy: false, look: revalidate });
  useEffect(() => {
    page.current = { version, busy: state !== "idle", look: revalidate };
  }, [version, state, revalidate]);

  useEffect(() => {
    let heard: string | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let lookedAt = 0;
    const look = () => {
      timer = null;
      if (page.current.busy) return lookSoon(GAP_MS);
      if (heard === page.current.version) return;
      lookedAt = performance.now();
      page.current.look();
    };
    const lookSoon = (ms: number) => {
      timer ??= setTimeout(look, ms);
    };
    const onVersion = (told: string) => {
      heard = told;
      if (told !== page.current.version) lookSoon(Math.max(GATHER_MS, lookedAt + GAP_MS - performance.now()));
    };
    let following: AbortController | null = null;
    const turn = () => {
      if (document.hidden) {
        following?.abort();
        following = null;
      } else if (following === null) {
        following = new AbortController();
        void followChanges({ address: "/app/live", signal: following.signal, onVersion });
      }
    };
    const unasked = setInterval(() => {
      heard = null;
      if (!document.hidden) lookSoon(0);
    }, UNASKED_MS);
    turn();
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      following?.abort();
      clearInterval(unasked);
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
}
