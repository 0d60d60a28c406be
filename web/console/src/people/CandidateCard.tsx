import { Button } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router";

import type { CandidateFragment } from "../gql/graphql";
import { card } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { Contributions, Stack } from "./Contributions";
import { distance, score } from "./format";
import { Load, Phone, Presence, RoleTags, StandingTag, Tongues } from "./Traits";

interface CandidateCardProps {
  candidate: CandidateFragment;
  chosen: boolean;
  onChoose: () => void;
  onOffer?: (() => void) | undefined;
  onCopy?: () => void;
  onSkip?: (() => void) | undefined;
}

/** CandidateCard is a proposed person with all that decides; the chosen one shows each reason. */
export function CandidateCard({ candidate, chosen, onChoose, onOffer, onCopy, onSkip }: CandidateCardProps) {
  const words = useWords(card);
  const { locale } = useLocale();
  const article = useRef<HTMLElement>(null);
  const wasChosen = useRef(chosen);
  useEffect(() => {
    if (chosen && !wasChosen.current) article.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    wasChosen.current = chosen;
  }, [chosen]);
  const person = candidate.mediator;
  return (
    <article ref={article} className={chosen ? "candidate chosen" : "candidate"} aria-label={`${fill(words.rank, { n: candidate.rank })} ${person.name}`}>
      <header className="candidate-head">
        <span className="rank numeric" aria-hidden="true">{candidate.rank}</span>
        <div className="candidate-who">
          <h3>
            <button type="button" className="plain" aria-expanded={chosen} onClick={onChoose}>{person.name}</button>
            <RoleTags all={person.roles} />
            <StandingTag standing={person.standing} />
            {person.stale && <span className="tag tag-stale">{words.stale}</span>}
          </h3>
          <p className="candidate-where">
            {candidate.organization && <span>{candidate.organization.name}</span>}
            {candidate.distanceMetres !== null && candidate.distanceMetres !== undefined && <span className="numeric">{distance(candidate.distanceMetres, locale)}</span>}
          </p>
          <p className="candidate-facts">
            <Presence posts={person.posts} available={person.available} />
            <Load open={candidate.openLoad} capacity={candidate.capacity} />
            <Tongues all={person.languages} />
          </p>
        </div>
        <div className="score">
          <span className="score-total numeric">{score(candidate.total)}</span>
          {chosen && <span className="score-of">{words.ofHundred}</span>}
        </div>
      </header>
      {chosen ? <Contributions all={candidate.contributions} /> : <Stack all={candidate.contributions} />}
      <footer className="candidate-foot">
        <Phone number={person.dutyPhone ?? null} name={person.name} />
        {!chosen && <Button size="small" type="text" onClick={onChoose}>{words.reasons}</Button>}
        {chosen && onCopy && <Button size="small" type="text" onClick={onCopy}>{words.copy}</Button>}
        {chosen && onSkip && <Button size="small" type="text" onClick={onSkip}>{words.skip}</Button>}
        {chosen && <Link className="quiet" to={`/people/${encodeURIComponent(person.id)}`}>{words.open}</Link>}
        {onOffer && <Button size="small" type={chosen ? "primary" : "default"} className="offer-button" onClick={onOffer}>{words.offer}<span className="offscreen"> {person.name}</span>{chosen && <kbd aria-hidden="true">Ctrl ↵</kbd>}</Button>}
      </footer>
    </article>
  );
}
