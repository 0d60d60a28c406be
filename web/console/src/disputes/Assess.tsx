import { Button, Checkbox } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { ActNote } from "../app/ActNote";
import { AssessDisputeDocument } from "../gql/graphql";
import { newKey } from "../intake/draft";
import { disputes } from "../words/disputes";
import { useWords } from "../words/locale";
import type { DisputeDetail } from "./useDispute";

/** Assess records that a person looked at a matter of high risk; before that nobody is asked to mediate. */
export function Assess({ dispute, onDone }: { dispute: DisputeDetail; onDone: () => void }) {
  const words = useWords(disputes);
  const [run, act] = useAct();
  const [policeInformed, setPoliceInformed] = useState(false);
  const [key] = useState(newKey);
  const save = async () => {
    const input = { disputeId: dispute.id, policeInformed, version: dispute.version, idempotencyKey: key };
    if (await run(AssessDisputeDocument, { input }, (d) => d.assessDispute)) onDone();
  };
  return (
    <div className="assess">
      <p>{words.assessMore}</p>
      <Checkbox checked={policeInformed} onChange={(event) => setPoliceInformed(event.target.checked)}>{words.police}</Checkbox>
      <p><Button type="primary" loading={act.busy} onClick={() => void save()}>{words.assess}</Button></p>
      <ActNote act={act} />
    </div>
  );
}
