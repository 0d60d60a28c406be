import { Button, Modal, Radio } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { ActNote } from "../app/ActNote";
import type { DeclineReason } from "../gql/graphql";
import { AcceptAssignmentDocument, DeclineAssignmentDocument, WithdrawAssignmentDocument } from "../gql/graphql";
import { newKey } from "../intake/draft";
import { moment, remaining } from "../people/format";
import { Phone, useMinute } from "../people/Traits";
import { app } from "../words/app";
import { fill, useLocale, useWords } from "../words/locale";
import { assignmentStatuses, declineReasons } from "../words/matters";
import { nameOf } from "../words/roles";
import { offer as offerWords } from "../words/offer";
import type { Offer } from "./useDispute";

interface OfferStateProps {
  offer: Offer;
  onChanged: (status: "ACCEPTED" | "DECLINED" | "WITHDRAWN" | "CHANGED") => void;
}

/** OfferState shows an offer and records what the person answered by phone. */
export function OfferState({ offer, onChanged }: OfferStateProps) {
  const words = useWords(offerWords);
  const { locale } = useLocale();
  const minute = useMinute();
  const [run, act] = useAct();
  const [declining, setDeclining] = useState(false);
  const name = offer.mediator.name;
  const accept = async () => {
    const done = await run(AcceptAssignmentDocument, { input: { assignmentId: offer.id, channel: "PHONE", version: offer.version, idempotencyKey: newKey() } }, (d) => d.acceptAssignment);
    if (done) onChanged("ACCEPTED");
  };
  const decline = async (reason: DeclineReason) => {
    const done = await run(DeclineAssignmentDocument, { input: { assignmentId: offer.id, reason, channel: "PHONE", version: offer.version, idempotencyKey: newKey() } }, (d) => d.declineAssignment);
    setDeclining(false);
    if (done) onChanged("DECLINED");
  };
  const withdraw = async () => {
    const done = await run(WithdrawAssignmentDocument, { input: { assignmentId: offer.id, reason: words.withdraw, version: offer.version, idempotencyKey: newKey() } }, (d) => d.withdrawAssignment);
    if (done) onChanged("WITHDRAWN");
  };
  const conflict = act.refusals.some((r) => r.code === "VERSION_CONFLICT" || r.code === "STATE");
  const left = offer.expiresAt ? remaining(offer.expiresAt, new Date(minute * 60_000), locale) : null;
  return (
    <div className={`offer-state offer-${offer.status}`} aria-live="polite">
      <p className="offer-line">
        <b>{offer.status === "OFFERED" ? fill(words.offered, { name }) : offer.status === "ACCEPTED" ? fill(words.accepted, { name }) : `${name} ${nameOf(assignmentStatuses, offer.status, locale)}`}</b>
        <Phone number={offer.mediator.dutyPhone ?? null} name={name} />
      </p>
      {offer.status === "OFFERED" && offer.expiresAt && left && (
        <p className={left.passed ? "hint overdue" : "hint"}>{fill(left.passed ? words.expired : words.expires, { time: moment(offer.expiresAt, locale), left: left.text })}</p>
      )}
      {offer.status === "OFFERED" && (
        <div className="offer-actions">
          <Button type="primary" loading={act.busy} onClick={() => void accept()}>{words.acceptByPhone}</Button>
          <Button disabled={act.busy} onClick={() => setDeclining(true)}>{words.declined}</Button>
          <Button type="text" disabled={act.busy} onClick={() => void withdraw()}>{words.withdraw}</Button>
        </div>
      )}
      <ActNote act={act} />
      {conflict && <Button size="small" onClick={() => { act.clear(); onChanged("CHANGED"); }}>{words.showNewest}</Button>}
      {declining && <DeclineDialog name={name} onPick={(reason) => void decline(reason)} onClose={() => setDeclining(false)} busy={act.busy} />}
    </div>
  );
}

function DeclineDialog({ name, onPick, onClose, busy }: { name: string; onPick: (reason: DeclineReason) => void; onClose: () => void; busy: boolean }) {
  const words = useWords(offerWords);
  const common = useWords(app);
  const { locale } = useLocale();
  const [reason, setReason] = useState<DeclineReason>("UNAVAILABLE");
  return (
    <Modal open title={fill(words.declineTitle, { name })} okText={words.save} cancelText={common.cancel} confirmLoading={busy} onOk={() => onPick(reason)} onCancel={onClose} width={420}>
      <Radio.Group
        className="reasons" vertical value={reason} onChange={(event) => setReason(event.target.value as DeclineReason)}
        options={Object.keys(declineReasons).map((r) => ({ value: r, label: nameOf(declineReasons, r, locale) }))}
      />
    </Modal>
  );
}
