import { Link } from "react-router";

import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import { SixMembersDocument } from "../gql/graphql";
import { six } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { nameOf, roles } from "../words/roles";
import { day } from "./format";
import { Phone, Presence, StandingTag } from "./Traits";

/** SixMembers lists the six of a village, who of them may lawfully lead and sign, and the vacant seats. */
export function SixMembers({ village }: { village: string }) {
  const words = useWords(six);
  const { locale } = useLocale();
  const { data, error } = useAnswer(SixMembersDocument, { code: village });
  if (error) return <FaultNote error={error} />;
  const region = data?.region;
  if (!region || region.code !== village) return null;
  const gaps = region.sixMembers.filter((s) => s.holders.length === 0).length;
  return (
    <section className="six">
      <header className="six-head">
        <h3>{fill(words.title, { village: region.name })}</h3>
        <span className={gaps > 0 ? "tag tag-gap" : "tag tag-standing"}>{gaps > 0 ? fill(words.gaps, { n: gaps }) : words.complete}</span>
      </header>
      <ul className="seats">
        {region.sixMembers.map((seat) => (
          <li key={seat.role} className={seat.holders.length === 0 ? "seat vacant" : "seat"}>
            <span className="seat-role">{nameOf(roles, seat.role, locale)}</span>
            {seat.holders.length === 0 && <span className="seat-gap">{words.gap}</span>}
            {seat.holders.map((h) => (
              <span key={h.mediator.id} className="seat-holder">
                <Link to={`/people/${encodeURIComponent(h.mediator.id)}`}>{h.mediator.name}</Link>
                <StandingTag standing={h.mediator.standing} power />
                <Presence posts={h.mediator.posts} available={h.mediator.available} />
                <Phone number={h.mediator.dutyPhone ?? null} name={h.mediator.name} />
                {h.to && <span className="hint numeric">{fill(words.until, { day: day(h.to, locale) })}</span>}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p className="hint">{words.hint}</p>
    </section>
  );
}
