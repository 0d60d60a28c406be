import type { Locale } from "../words/locale";

/** distance in words people use: metres below a kilometre, then kilometres. */
export function distance(metres: number, locale: Locale): string {
  if (metres < 1000) return locale === "zh" ? `${Math.round(metres / 10) * 10} 米` : `${Math.round(metres / 10) * 10} m`;
  const kilometres = metres < 10_000 ? (metres / 1000).toFixed(1) : String(Math.round(metres / 1000));
  return locale === "zh" ? `${kilometres} 公里` : `${kilometres} km`;
}

/** points of the matching are hundredths: a full score is 10,000, shown as 100. */
export function hundredths(points: number): string {
  return (points / 100).toFixed(1).replace(/\.0$/, "");
}

const dateParts: Intl.DateTimeFormatOptions = { timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false };

/** score is a total in hundredths with one decimal always, so that totals stand under each other. */
export function score(total: number): string {
  return (total / 100).toFixed(1);
}

/** moment is an instant as a clock in China shows it. */
export function moment(at: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", dateParts).format(new Date(at));
}

export function day(at: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", { timeZone: "Asia/Shanghai", year: "numeric", month: "numeric", day: "numeric" }).format(new Date(at));
}

/** remaining is the time until a deadline in its two largest units; negative once it has passed. */
export function remaining(until: string, now: Date, locale: Locale): { text: string; passed: boolean } {
  const total = new Date(until).getTime() - now.getTime();
  const minutes = Math.floor(Math.abs(total) / 60_000);
  const units: [number, string, string][] = [[Math.floor(minutes / 1440), "天", "d"], [Math.floor(minutes / 60) % 24, "小时", "h"], [minutes % 60, "分钟", "min"]];
  const first = units.findIndex(([n]) => n > 0);
  const shown = first < 0 ? [units[2]!] : units.slice(first, first + 2).filter(([n]) => n > 0);
  return { text: shown.map(([n, zh, en]) => (locale === "zh" ? `${n} ${zh}` : `${n} ${en}`)).join(" "), passed: total < 0 };
}
