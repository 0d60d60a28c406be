import { Button, Segmented, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";

import type { Answer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import type { CandidateFragment, ListenQuery, MatchMediatorsInput } from "../gql/graphql";
import { CandidateCard } from "../people/CandidateCard";
import { moment } from "../people/format";
import { card, intake } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { Funnel } from "./Funnel";
import type { Joinable } from "./Invite";
import { Ladder } from "./Ladder";
import type { Places } from "./places";
import { Team } from "./Team";
import { WhyNot } from "./WhyNot";

const SketchMap = lazy(() => import("./SketchMap"));

type View = "list" | "team" | "map";

interface ResultsProps {
  answer: Answer<ListenQuery>;
  question: MatchMediatorsInput;
  place: string | null;
  places: Places;
  chosen: string | null;
  /** The registered matter, whose team can be asked. */
  matter: Joinable | null;
  onChoose: (mediatorId: string) => void;
  onOffer: ((candidate: CandidateFragment) => void) | undefined;
  onCopy: (candidate: CandidateFragment) => void;
  excluded: number;
  onSkip: (mediatorId: string) => void;
  onRestore: () => void;
}

/** Results are the ranked people beside the intake, as a list, as a team of six or on a map. */
export function Results(props: ResultsProps) {
  const { answer, question, place, places, chosen } = props;
  const words = useWords(intake);
  const cards = useWords(card);
  const [view, setView] = useState<View>("list");
  const found = answer.data?.matchMediators;
  const village = place !== null && place.length >= 12 ? place.slice(0, 12) : null;
  return (
    <section className="results" aria-label={words.candidates} aria-busy={answer.pending}>
      <header className="results-head">
        <h2>{words.candidates}</h2>
        {found && <Funnel summary={found.summary} />}
        <Segmented<View>
          aria-label={words.candidates}
          value={view} onChange={setView} className="views"
          options={[{ value: "list", label: words.list }, { value: "team", label: words.team }, { value: "map", label: words.map }]}
        />
      </header>
      {answer.error && <FaultNote error={answer.error} />}
      {!found && answer.pending && <Skeleton active paragraph={{ rows: 6 }} />}
      {found && view === "list" && (
        <>
          {props.excluded > 0 && <p className="hint">{fill(cards.skipped, { n: props.excluded })} <Button type="link" size="small" onClick={props.onRestore}>{cards.restore}</Button></p>}
          {found.candidates.length === 0 && <p className="nobody">{words.noCandidates}</p>}
          <ol className="candidates">
            {found.candidates.map((c) => (
              <li key={c.mediator.id}>
                <CandidateCard
                  candidate={c} chosen={c.mediator.id === chosen}
                  onChoose={() => props.onChoose(c.mediator.id)}
                  onOffer={props.onOffer && (() => props.onOffer?.(c))}
                  onCopy={() => props.onCopy(c)}
                  onSkip={() => props.onSkip(c.mediator.id)}
                />
              </li>
            ))}
          </ol>
          <Ladder steps={found.relaxations} />
          <WhyNot question={question} />
          <AsOf at={found.asOf} version={found.policyVersion} />
        </>
      )}
      {found && view === "team" && <Team question={question} village={village} matter={props.matter} />}
      {found && view === "map" && (
        <Suspense fallback={<Skeleton active />}>
          <SketchMap candidates={found.candidates} places={places} matter={place} chosen={chosen} onChoose={props.onChoose} />
        </Suspense>
      )}
    </section>
  );
}

function AsOf({ at, version }: { at: string; version: string }) {
  const words = useWords(intake);
  const { locale } = useLocale();
  return <p className="hint as-of numeric">{fill(words.asOf, { time: moment(at, locale), version })}</p>;
}
