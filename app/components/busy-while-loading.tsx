import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import css from "./layout.module.css";

/** What an address shows; it pales while another one has been asked for and its figures are on their way. */
export function BusyWhileLoading({ children }: { children: ReactNode }) {
  const isPending = useNavigation().state === "loading";
  return (
    <div className={isPending ? css.pending : undefined} aria-busy={isPending}>
      {children}
    </div>
  );
}
