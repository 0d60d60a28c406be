import { Button } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { credential } from "../api/session";
import { ActNote } from "../app/ActNote";
import { ConfirmAssessmentDocument } from "../gql/graphql";
import { newKey } from "../intake/draft";
import { disputes } from "../words/disputes";
import { useWords } from "../words/locale";
import type { DisputeDetail } from "./useDispute";

/** Confirm records that a second person agrees with an assessment where safety is at stake; the first one is refused. */
export function Confirm({ dispute, onDone }: { dispute: DisputeDetail; onDone: () => void }) {
  const words = useWords(disputes);
  const [run, act] = useAct();
  const [key, setKey] = useState(newKey);
  const save = async () => {
    const input = { disputeId: dispute.id, version: dispute.version, idempotencyKey: key };
    if (await run(ConfirmAssessmentDocument, { input }, (d) => d.confirmAssessment)) onDone();
    else setKey(newKey()); // another person may press it next
  };
  return (
    <div className="assess">
      <p>{words.confirmMore}{credential() === null && ` ${words.confirmDemo}`}</p>
      <p><Button type="primary" loading={act.busy} onClick={() => void save()}>{words.confirm}</Button></p>
      <ActNote act={act} />
    </div>
  );
}
