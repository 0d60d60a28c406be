import { App, Button, Skeleton, Timeline } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, useParams } from "react-router";

import { FaultNote } from "../app/FaultNote";
import { usePlaces } from "../intake/places";
import { moment } from "../people/format";
import { disputes } from "../words/disputes";
import { fill, useLocale, useWords } from "../words/locale";
import { assignmentStatuses, facets as facetNames, parts, sources } from "../words/matters";
import { offer as offerWords } from "../words/offer";
import { nameOf } from "../words/roles";
import { Assess } from "./Assess";
import { Confirm } from "./Confirm";
import { Consent } from "./Consent";
import { Duplicates } from "./Duplicates";
import { PartyLine } from "./PartyLine";
import { Terminate } from "./Terminate";
import { NextPerson } from "./NextPerson";
import { OfferState } from "./OfferState";
import { Receipt } from "./Receipt";
import { RiskTag, StatusTag } from "./RiskTag";
import { isFinal, nextStep } from "./steps";
import type { DisputeDetail } from "./useDispute";
import { leadOf, useDispute } from "./useDispute";

/** DisputePage is one dispute with all that happened and what comes next. */
export default function DisputePage() {
  const { id = "" } = useParams();
  const words = useWords(disputes);
  const { dispute, error, pending, reload } = useDispute(id);
  if (error) return <FaultNote error={error} onRetry={reload} />;
  if (!dispute) {
    return pending ? <Skeleton active className="sheet" /> : <section className="gate"><h1>{words.missing}</h1><p><Link to="/disputes">{words.back}</Link></p></section>;
  }
  return <Sheet key={dispute.id} dispute={dispute} reload={reload} />;
}

function Sheet({ dispute, reload: load }: { dispute: DisputeDetail; reload: () => void }) {
  const words = useWords(disputes);
  const offers = useWords(offerWords);
  const { locale } = useLocale();
  const places = usePlaces();
  const [ending, setEnding] = useState<"handover" | "terminate" | null>(null);
  const { message } = App.useApp();
  const mine = useRef(true);
  const reload = () => {
    mine.current = true;
    load();
  };
  useEffect(() => {
    if (!mine.current) void message.info(words.changed); // someone else changed it meanwhile
    mine.current = false;
  }, [dispute.version, message, words]);
  const lead = leadOf(dispute);
  const past = dispute.assignments.filter((a) => a.id !== lead?.id);
  const place = places.byCode.has(dispute.region.code) ? places.fullName(dispute.region.code) : dispute.region.name;
  return (
    <div className="sheet dispute">
      <Link className="quiet" to="/disputes">← {words.back}</Link>
      <header className="sheet-head">
        <h1>{dispute.disputeType.name} <span className="number numeric">{dispute.number}</span></h1>
        <StatusTag status={dispute.status} />
        <RiskTag level={dispute.riskLevel} />
        <span className="sheet-tools"><Button size="small" onClick={() => window.print()}>{offers.print}</Button></span>
      </header>
      <div className="dispute-grid">
        <div>
          <section className="block next-steps">
            <header className="block-head">
              <h2>{words.next}</h2>
              {!isFinal(dispute.status) && (
                <span className="sheet-tools">
                  {lead?.status === "ACCEPTED" && <Button size="small" aria-expanded={ending === "handover"} onClick={() => setEnding(ending === "handover" ? null : "handover")}>{words.handover}</Button>}
                  <Button size="small" onClick={() => setEnding("terminate")}>{words.terminate}</Button>
                </span>
              )}
            </header>
            {dispute.status !== "CLOSED" && <Duplicates of={dispute} />}
            {!lead && <p className="next-step">{fill(words[dispute.needsConfirmation ? "stepConfirm" : nextStep(dispute.status)], { name: "" })}</p>}
            {lead && <OfferState key={`${lead.id} ${lead.version}`} offer={lead} onChanged={reload} />}
            {dispute.needsAssessment && !isFinal(dispute.status) && <Assess dispute={dispute} onDone={reload} />}
            {dispute.needsConfirmation && !isFinal(dispute.status) && <Confirm dispute={dispute} onDone={reload} />}
            {!lead && !dispute.needsAssessment && !dispute.needsConfirmation && !isFinal(dispute.status) && <NextPerson dispute={dispute} onOffered={reload} />}
            {dispute.status === "TERMINATED" && <ul className="routes">{dispute.routes.map((r) => <li key={r}>{r}</li>)}</ul>}
            {ending === "handover" && lead && <div className="handover"><p className="hint">{words.handoverMore}</p><NextPerson dispute={dispute} replaces={lead.id} onOffered={() => { setEnding(null); reload(); }} /></div>}
          </section>
          <section className="block">
            <h2>{words.statement}</h2>
            <p className="statement" lang="zh-CN">{dispute.narrative}</p>
          </section>
          <section className="block">
            <h2>{words.parties}</h2>
            <ul>{dispute.parties.map((p) => <PartyLine key={p.id} party={p} />)}</ul>
          </section>
        </div>
        <div>
          <section className="block">
            <h2>{words.facts}</h2>
            <dl className="facts">
              <dt>{words.place}</dt><dd>{place}</dd>
              <dt>{words.registered}</dt><dd className="numeric">{moment(dispute.createdAt, locale)}</dd>
              <dt>{words.source}</dt><dd>{nameOf(sources, dispute.source, locale)}</dd>
              {typeof dispute.headcount === "number" && <><dt>{words.headcount}</dt><dd className="numeric">{dispute.headcount}</dd></>}
              <dt>{words.weight}</dt><dd className="numeric">{dispute.weight}</dd>
              {dispute.facets.length > 0 && <><dt>{words.traits}</dt><dd>{dispute.facets.map((f) => nameOf(facetNames, f, locale)).join("、")}</dd></>}
            </dl>
          </section>
          <section className="block">
            <h2>{words.offers}</h2>
            {dispute.assignments.length === 0 && <p className="hint">{words.noOffers}</p>}
            <ul>
              {[...(lead ? [lead] : []), ...past].map((a) => (
                <li key={a.id}>
                  <Link to={`/people/${encodeURIComponent(a.mediator.id)}`}>{a.mediator.name}</Link>
                  <span className="tag tag-role">{nameOf(parts, a.part, locale)}</span>
                  <span className={`tag tag-offer-${a.status}`}>{nameOf(assignmentStatuses, a.status, locale)}</span>
                  <Consent offer={a} parties={dispute.parties.length} onDone={reload} />
                </li>
              ))}
            </ul>
          </section>
          <section className="block">
            <h2>{words.timeline}</h2>
            <Timeline
              items={dispute.timeline.nodes.map((e) => ({ key: e.id, content: <><span className="timeline-at numeric">{moment(e.at, locale)}</span> {e.message}</> }))}
            />
          </section>
        </div>
      </div>
      {ending === "terminate" && <Terminate dispute={dispute} onDone={() => { setEnding(null); reload(); }} onClose={() => setEnding(null)} />}
      <Receipt
        facts={{
          number: dispute.number, at: dispute.createdAt, typeName: dispute.disputeType.name, placeName: place,
          applicant: dispute.parties.filter((p) => p.side === "APPLICANT").map((p) => p.name).join("、"),
          respondent: dispute.parties.filter((p) => p.side === "RESPONDENT").map((p) => p.name).join("、"),
          mediator: lead?.mediator.name ?? null, room: lead?.mediator.posts[0]?.organization.name ?? null, phone: lead?.mediator.dutyPhone ?? null,
          state: lead ? nameOf(assignmentStatuses, lead.status, locale) : null,
        }}
      />
    </div>
  );
}
