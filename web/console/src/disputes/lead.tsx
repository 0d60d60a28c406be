import type { DisputeRowFragment } from "../gql/graphql";
import { remaining } from "../people/format";
import { useMinute } from "../people/Traits";
import { desk } from "../words/desk";
import { fill, useLocale, useWords } from "../words/locale";

/** liveLead is the offer or assignment of the person who leads. */
export function liveLead(row: DisputeRowFragment): DisputeRowFragment["assignments"][number] | null {
  return row.assignments.find((a) => a.part === "LEAD" && (a.status === "OFFERED" || a.status === "ACCEPTED")) ?? null;
}

/** Waited is how long nobody was asked. */
export function Waited({ since }: { since: string }) {
  const words = useWords(desk);
  const { locale } = useLocale();
  const now = new Date(useMinute() * 60_000);
  if (now.getTime() - Date.parse(since) < 60_000) return <span>{words.fresh}</span>;
  return <span className="numeric">{fill(words.waited, { time: remaining(since, now, locale).text })}</span>;
}

/** Due is how long a person may still take to answer an offer. */
export function Due({ row }: { row: DisputeRowFragment }) {
  const { locale } = useLocale();
  const minute = useMinute();
  const lead = liveLead(row);
  if (lead?.status !== "OFFERED" || !lead.expiresAt) return null;
  const left = remaining(lead.expiresAt, new Date(minute * 60_000), locale);
  return <span className={left.passed ? "numeric overdue" : "numeric"}>{left.passed ? "−" : ""}{left.text}</span>;
}
