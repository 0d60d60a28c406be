import type { DisputeStatus, RiskLevel } from "../gql/graphql";
import { useLocale } from "../words/locale";
import { disputeStatuses, risks } from "../words/matters";
import { nameOf } from "../words/roles";

export function RiskTag({ level }: { level: RiskLevel }) {
  const { locale } = useLocale();
  return <span className={`tag tag-risk-${level}`}>{nameOf(risks, level, locale)}</span>;
}

export function StatusTag({ status }: { status: DisputeStatus }) {
  const { locale } = useLocale();
  return <span className={`tag tag-status tag-status-${status}`}>{nameOf(disputeStatuses, status, locale)}</span>;
}
