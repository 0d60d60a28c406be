import { useState } from "react";

import type { Answer } from "../api/answer";
import { useAnswer } from "../api/answer";
import type { DisputePageQuery } from "../gql/graphql";
import { DisputeNewsDocument, DisputePageDocument } from "../gql/graphql";
import { useNews } from "../live/news";
import { useLocale } from "../words/locale";

export type DisputeDetail = NonNullable<DisputePageQuery["dispute"]>;
export type Offer = DisputeDetail["assignments"][number];

/** useDispute loads a dispute, and again when told or when someone else changed it. */
export function useDispute(id: string | null): Answer<DisputePageQuery> & { dispute: DisputeDetail | null; reload: () => void } {
  const { locale } = useLocale();
  const [version, setVersion] = useState(0);
  const answer = useAnswer(DisputePageDocument, id ? { id, locale: locale === "zh" ? "ZH_CN" : "EN" } : null, 0, version, 60);
  useNews(DisputeNewsDocument, id ? { id } : null, () => setVersion((n) => n + 1));
  return { ...answer, dispute: answer.data?.dispute ?? null, reload: () => setVersion((n) => n + 1) };
}

/** leadOf is the live offer or assignment of the person who leads: at most one. */
export function leadOf(dispute: DisputeDetail | null): Offer | null {
  return dispute?.assignments.find((a) => a.part === "LEAD" && (a.status === "OFFERED" || a.status === "ACCEPTED")) ?? null;
}

/** askedBefore are those who were asked and are not asked again. */
export function askedBefore(dispute: DisputeDetail | null): string[] {
  return [...new Set((dispute?.assignments ?? []).map((a) => a.mediator.id))];
}
