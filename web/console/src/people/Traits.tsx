import { useSyncExternalStore } from "react";

import { card, weekdays } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { languages, nameOf, powers, roles, standings } from "../words/roles";
import type { Post } from "./presence";
import { presenceAt } from "./presence";

/** Load shows open work against what the person takes. */
export function Load({ open, capacity }: { open: number; capacity: number }) {
  const words = useWords(card);
  const share = capacity > 0 ? Math.min(open / capacity, 1) : 1;
  return (
    <span className="load" title={fill(words.loadHelp, { n: open, m: capacity })}>
      <span className="numeric">{fill(words.load, { n: open, m: capacity })}</span>
      <svg className={share >= 1 ? "meter full" : share >= 0.75 ? "meter high" : "meter"} viewBox="0 0 40 6" aria-hidden="true">
        <rect className="track" width="40" height="6" rx="3" />
        <rect className="share" width={share * 40} height="6" rx="3" />
      </svg>
    </span>
  );
}

/** Presence says where the person is now. */
export function Presence({ posts, available }: { posts: readonly Post[]; available: boolean }) {
  const words = useWords(card);
  const { locale } = useLocale();
  const minute = useMinute();
  if (!available) return <span className="presence away">{words.full}</span>;
  const now = presenceAt(posts, new Date(minute * 60_000));
  switch (now.kind) {
    case "here":
      return <span className="presence here" title={now.place}>{fill(words.here, { until: now.until })}</span>;
    case "call":
      return <span className="presence call" title={now.place}>{words.call}</span>;
    case "later":
      return (
        <span className="presence later" title={now.place}>
          {now.today ? fill(words.laterToday, { from: now.from }) : fill(words.later, { day: nameOf(weekdays, String(now.weekday), locale), from: now.from })}
        </span>
      );
    case "appointment":
      return <span className="presence later">{words.appointment}</span>;
  }
}

/** useMinute is the current minute since 1970; what shows the time follows it. */
export function useMinute(): number {
  return useSyncExternalStore(everyMinute, () => Math.floor(Date.now() / 60_000));
}

/** everyMinute looks at the clock for all who watch it: a long list has many. */
const everyMinute = (() => {
  const watchers = new Set<() => void>();
  let timer = 0;
  return (changed: () => void): (() => void) => {
    if (watchers.size === 0) timer = window.setInterval(() => watchers.forEach((tell) => tell()), 10_000);
    watchers.add(changed);
    return () => {
      watchers.delete(changed);
      if (watchers.size === 0) window.clearInterval(timer);
    };
  };
})();

export function RoleTags({ all }: { all: readonly string[] }) {
  const { locale } = useLocale();
  return <>{all.map((r) => <span key={r} className="tag tag-role">{nameOf(roles, r, locale)}</span>)}</>;
}

/** StandingTag says what the person may lawfully do. */
export function StandingTag({ standing, power = false }: { standing: string; power?: boolean }) {
  const { locale } = useLocale();
  const may = nameOf(powers, standing, locale);
  return (
    <span className={standing === "INVITED" ? "tag tag-invited" : "tag tag-standing"} title={may}>
      {power ? may : nameOf(standings, standing, locale)}
    </span>
  );
}

export function Tongues({ all }: { all: readonly string[] }) {
  const { locale } = useLocale();
  return <span className="tongues">{all.map((l) => nameOf(languages, l, locale)).join(locale === "zh" ? "、" : ", ")}</span>;
}

/** Phone is the duty phone of the institution; one click calls. */
export function Phone({ number, name }: { number: string | null; name: string }) {
  const words = useWords(card);
  if (!number) return null;
  return <a className="phone numeric" href={`tel:${number}`} aria-label={`${name} ${fill(words.callPhone, { phone: number })}`} onClick={(event) => event.stopPropagation()}>☎ {number}</a>;
}
