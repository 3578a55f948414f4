import { useFetchers, useNavigation, useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";
import { followChanges } from "./follow-changes.ts";

const ADDRESS = "/app/live";
/** Changes that come in a burst are looked at together, and then at most twice a second. */
const GATHER_MS = 100;
const GAP_MS = 500;
/** Looked at without a word: days turn, and what waits grows old. */
const UNASKED_MS = 5 * 60 * 1000;

/**
 * Keeps the page current by itself: brings its data up to date whenever the server tells of another version than `version`, the one that
 * the page's loader read before its figures. Rests while the tab is hidden, and catches up when it is shown again. Answers with a function
 * that has the page look again soon: to be used by everybody who wants that, for a look that begins breaks off whatever is under way.
 */
export function useLive(version: string): () => void {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const fetchers = useFetchers();
  const busy = [{ state }, navigation, ...fetchers].some((each) => each.state !== "idle");
  const page = useRef({ version, busy, revalidate });
  const soon = useRef((_wanted: string | null) => undefined as unknown);
  useEffect(() => {
    page.current = { version, busy, revalidate };
  }, [version, busy, revalidate]);

  useEffect(() => {
    // another version than the page's, or null where it is to look in any case
    let wanted: string | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let lookedAt = 0;
    const look = () => {
      timer = null;
      if (page.current.busy) return wait(GAP_MS);
      if (wanted === page.current.version) return;
      lookedAt = performance.now();
      page.current.revalidate();
    };
    const wait = (ms: number) => {
      timer ??= setTimeout(look, ms);
    };
    const lookSoon = (told: string | null) => {
      wanted = told;
      if (told !== page.current.version) wait(Math.max(GATHER_MS, lookedAt + GAP_MS - performance.now()));
    };
    soon.current = lookSoon;
    let following: AbortController | null = null;
    const turn = () => {
      if (document.hidden) {
        following?.abort();
        following = null;
      } else if (following === null) {
        following = new AbortController();
        void followChanges({ address: ADDRESS, signal: following.signal, onVersion: lookSoon });
      }
    };
    const lookUnasked = async () => {
      // a page that cannot be brought up to date stays as it is
      if (!document.hidden && (await isThere())) lookSoon(null);
    };
    const unasked = setInterval(() => void lookUnasked(), UNASKED_MS);
    turn();
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      following?.abort();
      clearInterval(unasked);
      if (timer !== null) clearTimeout(timer);
    };
  }, []);

  return useCallback(() => void soon.current(null), []);
}

async function isThere(): Promise<boolean> {
  return fetch(ADDRESS).then(
    ({ ok }) => ok,
    () => false,
  );
}
