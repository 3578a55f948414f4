import { Await } from "@remix-run/react";
import { type ReactNode, Suspense, useSyncExternalStore } from "react";

type Props<Value> = {
  readonly value: Promise<Value>;
  /** What takes its room until it is there. */
  readonly waiting: ReactNode;
  /** What is said when it cannot be had. */
  readonly failed?: ReactNode;
  readonly children: (value: Value) => ReactNode;
};

/**
 * What a page shows once it has come, while the rest of the page stands. The server writes what waits in its place, and the boundary is the
 * browser's alone: one that the browser takes over from the server is given up by React (its error 421) as soon as anything above it
 * changes.
 */
export function Later<Value>({ value, waiting, failed, children }: Props<Value>) {
  if (!useIsTakenOver()) return waiting;
  return (
    <Suspense fallback={waiting}>
      <Await resolve={value} errorElement={failed}>
        {(known) => children(known)}
      </Await>
    </Suspense>
  );
}

/** False on the server, and in the browser until it has taken the server's page over. */
function useIsTakenOver(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

const never = () => () => undefined;
