import { useCallback, useEffect, useState } from "react";

import type { Draft } from "./draft";
import { emptyDraft, keep, restore } from "./draft";

export interface DraftState {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  reset: () => void;
}

/** useDraft holds the intake of this tab; a reload loses nothing of it. */
export function useDraft(): DraftState {
  const [draft, setDraft] = useState(() => restore(window.sessionStorage));
  const change = useCallback((part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part })), []);
  const reset = useCallback(() => setDraft(emptyDraft()), []);
  useEffect(() => keep(window.sessionStorage, draft), [draft]);
  return { draft, change, reset };
}
