import { useEffect, useState, useSyncExternalStore } from "react";

import { link } from "./connection";

/**
 * useRefresh counts up every `seconds` while the page is seen, when it is seen again, and when the server is back: who
 * asks again each time shows what others changed. Zero seconds: only when the server is back.
 */
export function useRefresh(seconds: number): number {
  const returns = useSyncExternalStore(link.watch, link.returns);
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    if (seconds <= 0) return undefined;
    const tick = () => {
      if (document.visibilityState === "visible") setTicks((n) => n + 1);
    };
    const timer = window.setInterval(tick, seconds * 1000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [seconds]);
  return ticks + returns;
}
