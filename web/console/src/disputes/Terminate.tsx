import { Input, Modal, Radio } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { ActNote } from "../app/ActNote";
import type { TerminationReason } from "../gql/graphql";
import { TerminateDisputeDocument } from "../gql/graphql";
import { newKey } from "../intake/draft";
import { app } from "../words/app";
import { disputes } from "../words/disputes";
import { useLocale, useWords } from "../words/locale";
import { terminationReasons } from "../words/matters";
import { nameOf } from "../words/roles";
import type { DisputeDetail } from "./useDispute";

interface TerminateProps {
  dispute: DisputeDetail;
  onDone: () => void;
  onClose: () => void;
}

/** Terminate ends the mediation and reminds of the other routes, which the law asks for. */
export function Terminate({ dispute, onDone, onClose }: TerminateProps) {
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
