import { createPortal } from "react-dom";

import { day } from "../people/format";
import { useViewer } from "../app/viewer";
import { useLocale, useWords } from "../words/locale";
import { app } from "../words/app";
import { receipt } from "../words/offer";

/** What a receipt tells the visitor. */
export interface ReceiptFacts {
  number: string | null;
  at: string;
  typeName: string | null;
  placeName: string | null;
  applicant: string;
  respondent: string;
  mediator: string | null;
  room: string | null;
  phone: string | null;
  state: string | null;
}

/** Receipt is one A4 page for the visitor. It is on paper only: the screen does not show it. */
export function Receipt({ facts }: { facts: ReceiptFacts }) {
  const words = useWords(receipt);
  const common = useWords(app);
  const { locale } = useLocale();
  const viewer = useViewer();
  const rows: [string, string | null][] = [
    [words.number, facts.number ?? words.draft],
    [words.at, day(facts.at, locale)],
    [words.type, facts.typeName],
    [words.place, facts.placeName],
    [words.applicant, facts.applicant || words.unknown],
    [words.respondent, facts.respondent || words.unknown],
    [words.mediator, facts.mediator ?? words.none],
    [words.room, facts.room ?? words.none],
    [words.phone, facts.phone],
    [words.state, facts.state],
  ];
  return createPortal(
    <section className="receipt" aria-hidden="true">
      <p className="receipt-centre">{locale === "zh" && viewer.region ? `${viewer.region.name}综治中心` : common.centre}</p>
      <h1>{words.title}</h1>
      <table>
        <tbody>
          {rows.filter(([, value]) => value !== null).map(([name, value]) => (
            <tr key={name}><th scope="row">{name}</th><td>{value}</td></tr>
          ))}
        </tbody>
      </table>
      <p>{words.rights}</p>
      <p>{words.confirm}</p>
      <div className="receipt-signs"><span>{words.visitor}</span><span>{words.clerk}</span></div>
    </section>,
    document.body,
  );
}
