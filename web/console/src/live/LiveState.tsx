import { useSyncExternalStore } from "react";

import { link } from "../api/connection";
import { app } from "../words/app";
import { useWords } from "../words/locale";

/** LiveState says in the header when the server cannot be reached; it disappears when it can. */
export function LiveState() {
  const words = useWords(app);
  const state = useSyncExternalStore(link.watch, link.state);
  return <span role="status">{state === "lost" && <span className="live live-lost" title={words.lostMore}>{words.lost}</span>}</span>;
}
