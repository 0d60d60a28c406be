import { Link } from "react-router";

import { day } from "../people/format";
import { useLocale, useWords } from "../words/locale";
import { offer as offerWords } from "../words/offer";
import { StatusTag } from "./RiskTag";
import type { DisputeDetail } from "./useDispute";

/** Duplicates names matters of the last months that may be the same. */
export function Duplicates({ of }: { of: DisputeDetail }) {
  const words = useWords(offerWords);
  const { locale } = useLocale();
  if (of.likelyDuplicates.length === 0) return null;
  return (
    <div className="duplicates">
      <p>{words.duplicates}</p>
      <ul>
        {of.likelyDuplicates.map((d) => (
          <li key={d.id}>
            <Link className="numeric" to={`/disputes/${encodeURIComponent(d.id)}`}>{d.number}</Link>
            <StatusTag status={d.status} />
            <span className="hint">{d.disputeType.name} {d.region.name} {day(d.createdAt, locale)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
