import { type ReactNode, useEffect, useRef, useState } from "react";
import css from "./tables.module.css";

/** What is wider than its card moves within it; while it is, arrow keys move it too. */
export function Sideways({ name, children }: { name: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [isTooWide, setIsTooWide] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const observer = new ResizeObserver(() => setIsTooWide(current.scrollWidth > current.clientWidth));
    observer.observe(current);
    for (const child of current.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className={css.sideways} {...(isTooWide ? { role: "region", "aria-label": name, tabIndex: 0 } : {})}>
      {children}
    </div>
  );
}
