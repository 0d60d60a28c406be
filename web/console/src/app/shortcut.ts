import { useEffect, useRef } from "react";

import { isComposing } from "./composition";

/** A key with its modifiers: "alt+ArrowDown", "ctrl+Enter" (⌘ counts as Ctrl), "/" or "?". */
export type Combination = string;

/** combinationOf names a key event. Letters are taken by place, because Option changes them on a Mac. */
export function combinationOf(event: KeyboardEvent): Combination {
  const key = event.altKey && /^(Key|Digit)/.test(event.code) ? event.code.replace(/^(Key|Digit)/, "").toLowerCase() : event.key;
  return (event.ctrlKey || event.metaKey ? "ctrl+" : "") + (event.altKey ? "alt+" : "") + key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** useShortcut acts on a key anywhere on the page; bare keys do not act while one types in a field. */
export function useShortcut(combination: Combination, act: () => void, enabled = true): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!enabled) return undefined;
    const bare = !/^(ctrl|alt)\+/.test(combination);
    const listen = (event: KeyboardEvent) => {
      if (isComposing(event) || event.defaultPrevented || combinationOf(event) !== combination) return;
      if (bare && isTyping(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [combination, enabled]);
}
