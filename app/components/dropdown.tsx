import { Popover } from "@shopify/polaris";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";

type Props = {
  readonly open: boolean;
  readonly button: ReactElement;
  readonly onClose: () => void;
  /** As wide as what stands in it. */
  readonly fluid?: boolean;
  readonly children: ReactNode;
};

/** What a button opens beneath it. It takes the focus, so that it is reached by keyboard; closed by Escape the button has it again. */
export function Dropdown({ open, button, onClose, fluid = false, children }: Props) {
  return (
    <Popover active={open} activator={button} onClose={onClose} autofocusTarget="none" preferredAlignment="left" fluidContent={fluid}>
      <Focused>{children}</Focused>
    </Popover>
  );
}

const FOCUSABLE = "button, input, select, textarea, a[href]";
const FRAMES = 30;

/** Polaris moves the focus while what it opens cannot be seen yet, which comes to nothing: here it is tried until it has moved. */
function Focused({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    const move = (left: number) => {
      const target = place.current?.querySelector<HTMLElement>(FOCUSABLE) ?? place.current;
      target?.focus();
      if (left > 0 && document.activeElement !== target) frame = requestAnimationFrame(() => move(left - 1));
    };
    frame = requestAnimationFrame(() => move(FRAMES));
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}
