import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { type SyncState, stageOf } from "./sync-view.ts";

const POLL_MS = 1000;

/** The sync of the shop as it goes, and what can be done about it. */
export type SyncControl = {
  readonly state: SyncState;
  readonly start: () => void;
  /** Asks only for what changed since the last run. */
  readonly check: () => void;
  readonly cancel: () => void;
  /** A press of a button is on its way. */
  readonly busy: boolean;
};

/**
 * Follows the sync from the state that the page was rendered with: asks /app/sync a second after each answer while a run is under way, and
 * has the page look again whenever a part of its numbers has been loaded.
 */
export function useSync(rendered: SyncState, look: () => void): SyncControl {
  const poll = useFetcher<SyncState>({ key: "sync-state" });
  const act = useFetcher<SyncState>({ key: "sync-act" });
  const [state, setState] = useState(rendered);
  useEffect(() => setState(rendered), [rendered]);
  useEffect(() => {
    if (poll.data) setState(poll.data);
  }, [poll.data]);
  useEffect(() => {
    if (act.data) setState(act.data);
  }, [act.data]);

  const underWay = state.current !== null;
  const { load } = poll;
  const isAsking = poll.state !== "idle";
  useEffect(() => {
    if (!underWay || isAsking) return; // another question would break off the one that is not answered yet
    const timer = setTimeout(() => load("/app/sync"), POLL_MS);
    return () => clearTimeout(timer);
  }, [underWay, isAsking, load]);

  const stage = stageOf(state);
  const seen = useRef(stage);
  useEffect(() => {
    if (seen.current === stage) return;
    seen.current = stage;
    look();
  }, [stage, look]);

  const submit = (fields: Record<string, string>) => act.submit(fields, { method: "post", action: "/app/sync" });
  return {
    state,
    start: () => submit({ intent: "start" }),
    check: () => submit({ intent: "check" }),
    cancel: () => state.current && submit({ intent: "cancel", run: state.current.id }),
    busy: act.state !== "idle",
  };
}
