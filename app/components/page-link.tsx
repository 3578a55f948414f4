import { Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { keptParams } from "../lib/date-range.ts";
import css from "./tables.module.css";

/** A link to another page of the app, which is then about the same days: `to` is its path, or that with what it asks for besides. */
export function PageLink({ to, children }: { to: string; children: ReactNode }) {
  const [params] = useSearchParams();
  const kept = keptParams(params);
  return (
    <Link to={kept === "" ? to : `${to}${to.includes("?") ? "&" : "?"}${kept}`} className={css.link}>
      {children}
    </Link>
  );
}
