import { Button } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { ActNote } from "../app/ActNote";
import { RecordConsentDocument } from "../gql/graphql";
import { newKey } from "../intake/draft";
import { disputes } from "../words/disputes";
import { fill, useWords } from "../words/locale";
import type { Offer } from "./useDispute";

/** Consent shows how many parties agreed to an invited person, and records that all do (人民调解法 art. 20). */
export function Consent({ offer, parties, onDone }: { offer: Offer; parties: number; onDone: () => void }) {
  const words = useWords(disputes);
  const [run, act] = useAct();
  const [key] = useState(newKey);
  const save = async () => {
    if (await run(RecordConsentDocument, { input: { assignmentId: offer.id, version: offer.version, idempotencyKey: key } }, (d) => d.recordConsent)) onDone();
  };
  if (offer.part !== "INVITED") return null;
  return (
    <>
      <span className="hint numeric">{fill(words.consents, { n: offer.consents, m: parties })}</span>
      {offer.status === "OFFERED" && offer.consents < parties && <Button size="small" loading={act.busy} onClick={() => void save()}>{words.recordConsent}</Button>}
      <ActNote act={act} />
    </>
  );
}
