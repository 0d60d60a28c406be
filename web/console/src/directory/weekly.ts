import type { Hours } from "../people/presence";

/** Neighbouring days with the same times. */
export interface Span {
  first: number;
  last: number;
  times: string[];
}

/** weekly joins neighbouring weekdays with the same hours: 周一–周五 08:30–12:00. */
export function weekly(all: readonly Hours[]): Span[] {
  const spans: Span[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const times = all.filter((h) => h.weekday === weekday).map((h) => `${h.from}–${h.to}`).sort();
    if (times.length === 0) continue;
    const before = spans.at(-1);
    if (before && before.last === weekday - 1 && before.times.join() === times.join()) before.last = weekday;
    else spans.push({ first: weekday, last: weekday, times });
  }
  return spans;
}
