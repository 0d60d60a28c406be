import { card } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { criteria } from "../words/matters";
import { nameOf } from "../words/roles";
import { hundredths } from "./format";

export interface Contribution {
  criterion: string;
  score: number;
  weight: number;
  points: number;
  reason: { message: string };
}

/** Contributions shows each criterion's share as a bar with its words; the bars are to one scale, so lengths compare. */
export function Contributions({ all }: { all: readonly Contribution[] }) {
  const words = useWords(card);
  const { locale } = useLocale();
  const heaviest = Math.max(...all.map((c) => c.weight), 1);
  return (
    <ul className="contributions">
      {all.map((c) => (
        <li key={c.criterion} className={c.points === 0 ? "contribution none" : "contribution"}
          title={fill(words.pointsOf, { criterion: nameOf(criteria, c.criterion, locale), points: hundredths(c.points), weight: c.weight })}>
          <span className="contribution-name">{nameOf(criteria, c.criterion, locale)}</span>
          <span className="contribution-words">{c.reason.message}</span>
          <svg className="contribution-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect className="track" width={(c.weight / heaviest) * 100} height="6" />
            <rect className="share" width={(c.points / 100 / heaviest) * 100} height="6" />
          </svg>
          <span className="contribution-points numeric">{hundredths(c.points)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Stack is the whole score as one bar of its shares. */
export function Stack({ all }: { all: readonly Contribution[] }) {
  const { locale } = useLocale();
  let left = 0;
  return (
    <svg className="stack" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="track" width="100" height="6" />
      {all.map((c) => {
        const start = left;
        left += c.points / 100;
        return <rect key={c.criterion} className={`share share-${c.criterion}`} x={start} width={Math.max(c.points / 100 - 0.4, 0)} height="6"><title>{nameOf(criteria, c.criterion, locale)}</title></rect>;
      })}
    </svg>
  );
}
