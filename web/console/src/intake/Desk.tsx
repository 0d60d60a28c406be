import { useState } from "react";
import { Link } from "react-router";

import { useAnswer } from "../api/answer";
import { doesCasework, useViewer } from "../app/viewer";
import { Due, liveLead, Waited } from "../disputes/lead";
import { RiskTag, StatusTag } from "../disputes/RiskTag";
import { byUrgency } from "../disputes/urgent";
import { DisputesDocument, OfferNewsDocument } from "../gql/graphql";
import { useNews } from "../live/news";
import { desk } from "../words/desk";
import { fill, useWords } from "../words/locale";

const shown = 9;
const open = ["ASSESSING", "REGISTERED", "AWAITING_MATCH", "AWAITING_CHOICE", "AWAITING_ACCEPTANCE"] as const;

/** Desk is what waits to be done while no matter is being taken in, and how to begin. */
export function Desk() {
  const words = useWords(desk);
  const casework = doesCasework(useViewer());
  const [news, setNews] = useState(0);
  useNews(OfferNewsDocument, casework ? {} : null, () => setNews((n) => n + 1));
  const { data } = useAnswer(DisputesDocument, casework ? { first: 50, filter: { status: [...open] } } : null, 0, news, 20);
  const waiting = data?.disputes;
  return (
    <section className="desk">
      <div className="desk-how">
        <h2>{words.how}</h2>
        <ol>
          <li><b>{words.tell}</b><span>{words.tellMore}</span></li>
          <li><b>{words.see}</b><span>{words.seeMore}</span></li>
          <li><b>{words.ask}</b><span>{words.askMore}</span></li>
        </ol>
        <p className="hint">{words.proposal}</p>
      </div>
      {waiting && (
        <div className="desk-waiting">
          <h2>{words.waiting} <span className="hint numeric">{fill(words.count, { n: waiting.totalCount })}</span><Link className="quiet" to="/disputes">{words.all}</Link></h2>
          {waiting.nodes.length === 0 && <p className="hint">{words.none}</p>}
          <ul>
            {byUrgency(waiting.nodes).slice(0, shown).map((row) => (
              <li key={row.id}>
                <Link to={`/disputes/${encodeURIComponent(row.id)}`}>{row.disputeType.name}</Link>
                <span className="desk-tags"><StatusTag status={row.status} />{row.riskLevel !== "LOW" && <RiskTag level={row.riskLevel} />}</span>
                <span className="hint">{row.region.name}</span>
                <span className="desk-due hint">{liveLead(row) ? <>{liveLead(row)?.mediator.name} <Due row={row} /></> : <Waited since={row.createdAt} />}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
