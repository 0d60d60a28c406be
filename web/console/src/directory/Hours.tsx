import { directory } from "../words/directory";
import { weekdays } from "../words/intake";
import { useLocale, useWords } from "../words/locale";
import { nameOf } from "../words/roles";
import type { Hours as Duty } from "../people/presence";
import { weekly } from "./weekly";

/** Hours shows weekly duty hours, days with the same hours joined. */
export function Hours({ all }: { all: readonly Duty[] }) {
  const words = useWords(directory);
  const { locale } = useLocale();
  if (all.length === 0) return <span className="hint">{words.byAppointment}</span>;
  const name = (weekday: number) => nameOf(weekdays, String(weekday), locale);
  return (
    <span className="hours numeric">
      {weekly(all).map((w) => (
        <span key={w.first}>{w.first === w.last ? name(w.first) : `${name(w.first)}–${name(w.last)}`} {w.times.join(locale === "zh" ? "、" : ", ")}</span>
      ))}
    </span>
  );
}
