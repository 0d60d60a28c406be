import { Input, Modal, Radio } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { ActNote } from "../app/ActNote";
import type { TerminationReason } from "../gql/graphql";
import { TerminateDisputeDocument, WithdrawAssignmentDocument } from "../gql/graphql";
import { newKey } from "../intake/draft";
import { app } from "../words/app";
import { disputes } from "../words/disputes";
import { useLocale, useWords } from "../words/locale";
import { terminationReasons } from "../words/matters";
import { nameOf } from "../words/roles";
import type { DisputeDetail, Offer } from "./useDispute";

interface EndingProps {
  onDone: () => void;
  onClose: () => void;
}

/** Handover ends an assignment with a reason, so that the next person can be asked. */
export function Handover({ offer, onDone, onClose }: EndingProps & { offer: Offer }) {
  const words = useWords(disputes);
  const common = useWords(app);
  const [run, act] = useAct();
  const [reason, setReason] = useState("");
  const [key] = useState(newKey);
  const save = async () => {
    if (await run(WithdrawAssignmentDocument, { input: { assignmentId: offer.id, reason: reason.trim(), version: offer.version, idempotencyKey: key } }, (d) => d.withdrawAssignment)) onDone();
  };
  return (
    <Modal open title={words.handover} okText={words.handover} cancelText={common.cancel} okButtonProps={{ disabled: reason.trim() === "" }} confirmLoading={act.busy} onOk={() => void save()} onCancel={onClose} width={480}>
      <p>{words.handoverMore}</p>
      <Input.TextArea aria-label={words.handoverReason} placeholder={words.handoverReason} rows={3} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      <ActNote act={act} />
    </Modal>
  );
}

/** Terminate ends the mediation and reminds of the other routes, which the law asks for. */
export function Terminate({ dispute, onDone, onClose }: EndingProps & { dispute: DisputeDetail }) {
  const words = useWords(disputes);
  const common = useWords(app);
  const { locale } = useLocale();
  const [run, act] = useAct();
  const [reason, setReason] = useState<TerminationReason>("REFUSED");
  const [note, setNote] = useState("");
  const [key] = useState(newKey);
  const save = async () => {
    const input = { disputeId: dispute.id, reason, version: dispute.version, idempotencyKey: key, ...(note.trim() ? { note: note.trim() } : {}) };
    if (await run(TerminateDisputeDocument, { input }, (d) => d.terminateDispute)) onDone();
  };
  return (
    <Modal open title={words.terminate} okText={words.terminate} cancelText={common.cancel} confirmLoading={act.busy} onOk={() => void save()} onCancel={onClose} width={480}>
      <p>{words.terminateMore}</p>
      <Radio.Group className="reasons" vertical value={reason} onChange={(event) => setReason(event.target.value as TerminationReason)} options={Object.keys(terminationReasons).map((r) => ({ value: r, label: nameOf(terminationReasons, r, locale) }))} />
      <Input.TextArea aria-label={words.note} placeholder={words.note} rows={2} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      <ActNote act={act} />
    </Modal>
  );
}
