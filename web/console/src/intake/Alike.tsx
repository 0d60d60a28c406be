import { Button } from "antd";
import { Link } from "react-router";

import { useAnswer } from "../api/answer";
import { StatusTag } from "../disputes/RiskTag";
import type { AlikeQueryVariables } from "../gql/graphql";
import { AlikeDocument } from "../gql/graphql";
import { day } from "../people/format";
import { alike } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";

/** Milliseconds after the last key until the files are compared: less urgent than the people. */
const pause = 320;

interface AlikeProps {
  question: AlikeQueryVariables | null;
  /** Matters that a person looked at and found to be others. */
  dismissed: readonly string[];
  onDismiss: (dismissed: string[]) => void;
}

/** Alike names matters on file that may be the one that is being told, while it is told; a person decides. */
export function Alike({ question, dismissed, onDismiss }: AlikeProps) {
  const words = useWords(alike);
  const { locale } = useLocale();
  const { data } = useAnswer(AlikeDocument, question, pause);
  const found = question === null ? [] : (data?.likelyDuplicates ?? []);
  const left = found.filter((d) => !dismissed.includes(d.dispute.id));
  if (found.length === 0) return null;
  if (left.length === 0) {
    return <p className="alike-none hint">{words.allDismissed} <button type="button" className="link" onClick={() => onDismiss([])}>{words.restore}</button></p>;
  }
  return (
    <section className="alike" aria-live="polite" aria-label={words.title}>
      <h2>{words.title} <span className="hint">{words.advice}</span></h2>
      <ul>
        {left.map(({ dispute, reasons }) => (
          <li key={dispute.id}>
            <p className="alike-head">
              <Link className="numeric" to={`/disputes/${encodeURIComponent(dispute.id)}`}>{dispute.number}</Link>
              <StatusTag status={dispute.status} />
              <span className="hint">{dispute.disputeType.name} · {dispute.region.name} · {day(dispute.createdAt, locale)}</span>
            </p>
            <p className="alike-told" lang="zh-CN">{dispute.narrative}</p>
            <p className="alike-foot">
              <span className="alike-why">{reasons.map((r) => <span key={r.code}>{r.message}</span>)}</span>
              <Button size="small" type="text" aria-label={fill(words.dismissNamed, { number: dispute.number })} onClick={() => onDismiss([...dismissed, dispute.id])}>{words.dismiss}</Button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
