import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import type { MatchMediatorsInput } from "../gql/graphql";
import { PanelDocument } from "../gql/graphql";
import { SixMembers } from "../people/SixMembers";
import { Phone, Presence } from "../people/Traits";
import { six } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { parts } from "../words/matters";
import { nameOf, roles } from "../words/roles";
import type { Joinable } from "./Invite";
import { Invite } from "./Invite";

/** Team shows the six members of the village and the proposed team of a lead and invited persons. */
export function Team({ question, village, matter }: { question: MatchMediatorsInput; village: string | null; matter: Joinable | null }) {
  const words = useWords(six);
  const { locale } = useLocale();
  const { data, error } = useAnswer(PanelDocument, { input: question, locale: locale === "zh" ? "ZH_CN" : "EN" }, 120);
  const panel = data?.proposePanel;
  return (
    <div className="team">
      {error && <FaultNote error={error} />}
      {panel && (
        <section className="panel-seats">
          <h3>{words.propose}</h3>
          <ul className="seats">
            {panel.seats.map((seat, index) => (
              <li key={`${seat.role} ${index}`} className={seat.candidate ? "seat" : "seat vacant"}>
                <span className="seat-role">{nameOf(roles, seat.role, locale)}</span>
                <span className="seat-holder">
                  {seat.candidate ? <b>{seat.candidate.mediator.name}</b> : <span className="seat-gap">{words.nobody}</span>}
                  <span className={seat.part === "LEAD" ? "tag tag-standing" : "tag tag-role"}>{nameOf(parts, seat.part, locale)}</span>
                  <span className={seat.required ? "tag tag-required" : "tag tag-invited"}>{seat.required ? words.required : words.optional}</span>
                  {seat.candidate && <Presence posts={seat.candidate.mediator.posts} available={seat.candidate.mediator.available} />}
                  {seat.candidate && <Phone number={seat.candidate.mediator.dutyPhone ?? null} name={seat.candidate.mediator.name} />}
                  {matter && seat.candidate && seat.part !== "LEAD" && <Invite matter={matter} mediatorId={seat.candidate.mediator.id} part={seat.part} />}
                  {seat.reserve && <span className="hint">{fill(words.reserve, { name: seat.reserve.mediator.name })}</span>}
                </span>
                <span className="seat-why">{seat.reason.message}</span>
              </li>
            ))}
          </ul>
          {panel.gaps.map((g) => <p key={`${g.code} ${g.message}`} className="gap-note">{g.message}</p>)}
        </section>
      )}
      {village ? <SixMembers village={village} /> : <p className="hint">{words.pickVillage}</p>}
    </div>
  );
}
