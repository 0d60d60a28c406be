import { createContext, useContext, useMemo, useState } from "react";
import type { ReactNode } from "react";

/** Whether news of others' changes arrive. */
export type LiveStatus = "off" | "on" | "lost";

interface Live {
  status: LiveStatus;
  setStatus: (status: LiveStatus) => void;
}

const LiveContext = createContext<Live>({ status: "off", setStatus: () => undefined });

/** LiveProvider keeps the state of the live connection for the header. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [status, setStatus] = useState<LiveStatus>("off");
  const live = useMemo(() => ({ status, setStatus }), [status]);
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

export function useLive(): Live {
  return useContext(LiveContext);
}
