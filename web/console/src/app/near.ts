import type { RefObject } from "react";
import { useEffect, useRef } from "react";

/** useNear calls when the element at the end of a list comes within a screen of what is seen, so that scrolling never waits. */
export function useNear<E extends Element>(onNear: () => void): RefObject<E | null> {
  const end = useRef<E>(null);
  const near = useRef(onNear);
  near.current = onNear;
  useEffect(() => {
    const element = end.current;
    if (!element) return undefined;
    const watch = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && near.current(), { rootMargin: "0px 0px 100% 0px" });
    watch.observe(element);
    return () => watch.disconnect();
  });
  return end;
}
