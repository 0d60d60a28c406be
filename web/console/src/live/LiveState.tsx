import { app } from "../words/app";
import { useWords } from "../words/locale";
import { useLive } from "./live";

/** LiveState shows in the header whether news arrive. */
export function LiveState() {
  const words = useWords(app);
  const { status } = useLive();
  if (status === "off") return null;
  return <span role="status" className={`live live-${status}`} title={status === "lost" ? words.lostMore : undefined}>{status === "on" ? words.live : words.lost}</span>;
}
