import { Button } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { ActNote } from "../app/ActNote";
import type { AssignmentPart } from "../gql/graphql";
import { OfferAssignmentDocument } from "../gql/graphql";
import { disputes } from "../words/disputes";
import { useWords } from "../words/locale";
import { newKey } from "./draft";

/** A registered matter that people can be asked to join. */
export interface Joinable {
  disputeId: string;
  asked: readonly string[];
  reload: () => void;
}

/** Invite asks a member of the team to take part beside the lead. */
export function Invite({ matter, mediatorId, part }: { matter: Joinable; mediatorId: string; part: AssignmentPart }) {
  const words = useWords(disputes);
  const [run, act] = useAct();
  const [key] = useState(newKey);
  if (matter.asked.includes(mediatorId)) return null;
  const ask = async () => {
    if (await run(OfferAssignmentDocument, { input: { disputeId: matter.disputeId, mediatorId, part, idempotencyKey: key } }, (d) => d.offerAssignment)) matter.reload();
  };
  return (
    <>
      <Button size="small" loading={act.busy} onClick={() => void ask()}>{words.invite}</Button>
      <ActNote act={act} />
    </>
  );
}
