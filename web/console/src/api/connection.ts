/** Whether the server answers. */
export type Connection = "up" | "lost";

/** Milliseconds between two tries to reach the server again. */
const probeEvery = 2000;

/** Link knows whether the server answers, tries again while it does not, and tells when it is back. */
export interface Link {
  state: () => Connection;
  /** Counts up each time the server is back, so that what was asked in vain is asked again. */
  returns: () => number;
  lost: () => void;
  watch: (changed: () => void) => () => void;
}

/** newLink probes until reach says that the server answers. */
export function newLink(reach: () => Promise<boolean>, wait: (act: () => void, milliseconds: number) => unknown = setTimeout): Link {
  let state: Connection = "up";
  let returns = 0;
  const watchers = new Set<() => void>();
  const tell = () => watchers.forEach((changed) => changed());
  const probe = async () => {
    if (await reach()) {
      state = "up";
      returns++;
      tell();
    } else wait(() => void probe(), probeEvery);
  };
  return {
    state: () => state,
    returns: () => returns,
    lost: () => {
      if (state === "lost") return;
      state = "lost";
      tell();
      wait(() => void probe(), probeEvery);
    },
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

/** link is that of this page. */
export const link = newLink(async () => {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
});
