import { Button } from "antd";
import { Link } from "react-router";

import { useState } from "react";
import { FaultNote } from "../app/FaultNote";
import { Confirm } from "../disputes/Confirm";
import { Duplicates } from "../disputes/Duplicates";
import { OfferState } from "../disputes/OfferState";
import { Receipt } from "../disputes/Receipt";
import type { useDispute } from "../disputes/useDispute";
import { leadOf } from "../disputes/useDispute";
import type { CandidateFragment, ListenQuery } from "../gql/graphql";
import { fill, useLocale, useWords } from "../words/locale";
import { assignmentStatuses } from "../words/matters";
import { nameOf } from "../words/roles";
import { offer as offerWords } from "../words/offer";
import type { Draft } from "./draft";

interface RegisteredProps {
  draft: Draft;
  detail: ReturnType<typeof useDispute>;
  heard: ListenQuery["classifyDispute"] | undefined;
  chosen: CandidateFragment | null;
  next: CandidateFragment | null;
  placeName: string | null;
  onOffer: (candidate: CandidateFragment) => void;
}

/** Registered is what follows the registration: the offer, its answer, and the next person after a no. */
export function Registered({ draft, detail, heard, next, chosen, placeName, onOffer }: RegisteredProps) {
  const words = useWords(offerWords);
  const { locale } = useLocale();
  const [declined, setDeclined] = useState<string | null>(null);
  const lead = leadOf(detail.dispute);
  const type = detail.dispute?.disputeType.name ?? heard?.suggestions[0]?.disputeType.name ?? null;
  const asked = lead?.mediator ?? null;
  const facts = {
    number: draft.disputeNumber, at: detail.dispute?.createdAt ?? new Date().toISOString(), typeName: type, placeName,
    applicant: draft.parties[0]?.name ?? "", respondent: draft.parties[1]?.name ?? "",
    mediator: asked?.name ?? null, room: asked ? (asked.posts[0]?.organization.name ?? null) : (chosen?.organization?.name ?? null),
    phone: asked?.dutyPhone ?? chosen?.mediator.dutyPhone ?? null,
    state: lead ? nameOf(assignmentStatuses, lead.status, locale) : null,
  };
  return (
    <>
      <Receipt facts={facts} />
      {draft.disputeId !== null && (
        <section className="registered" aria-live="polite">
          <p className="registered-head">
            <b className="numeric">{fill(words.registered, { number: draft.disputeNumber ?? "" })}</b>
            <Link to={`/disputes/${encodeURIComponent(draft.disputeId)}`}>{words.toDispute}</Link>
            <Button size="small" onClick={() => window.print()}>{words.print}</Button>
          </p>
          {detail.error && <FaultNote error={detail.error} onRetry={detail.reload} />}
          {detail.dispute && <Duplicates of={detail.dispute} />}
          {lead && <OfferState key={lead.id} offer={lead} onChanged={(status) => { setDeclined(status === "DECLINED" ? lead.mediator.name : null); detail.reload(); }} />}
          {detail.dispute?.needsConfirmation && <Confirm dispute={detail.dispute} onDone={detail.reload} />}
          {!lead && detail.dispute && !detail.dispute.needsConfirmation && (
            <div className="next-person">
              {declined && <p>{next ? fill(words.wasDeclined, { name: declined, next: next.mediator.name }) : fill(words.wasDeclinedNobody, { name: declined })}</p>}
              {next && <Button type="primary" onClick={() => onOffer(next)}>{fill(words.offerNext, { name: next.mediator.name })} <kbd>Ctrl ↵</kbd></Button>}
            </div>
          )}
        </section>
      )}
    </>
  );
}
