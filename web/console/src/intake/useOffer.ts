import { useState } from "react";

import { useAct } from "../api/act";
import type { Act } from "../api/act";
import type { CandidateFragment, ListenQuery } from "../gql/graphql";
import { AssessDisputeDocument, OfferAssignmentDocument, RegisterDisputeDocument } from "../gql/graphql";
import type { Words } from "../words/locale";
import { useWords } from "../words/locale";
import { offer as offerWords } from "../words/offer";
import type { Draft } from "./draft";
import { newKey } from "./draft";
import { registrationOf } from "./registration";

interface OfferContext {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  heard: ListenQuery["classifyDispute"] | undefined;
  region: string;
  reload: () => void;
}

/** What a person found who looked at a matter of high risk before anybody is asked. */
export interface Assessment {
  policeInformed: boolean;
}

export interface OfferFlow {
  open: boolean;
  candidate: CandidateFragment | null;
  act: Act;
  words: Words<typeof offerWords>;
  begin: (candidate: CandidateFragment | null) => void;
  confirm: (assessment: Assessment | null) => Promise<void>;
  close: () => void;
}

/** useOffer registers the matter, unless it is, and asks the candidate. Each step has its key, so trying again is safe. */
export function useOffer({ draft, change, heard, region, reload }: OfferContext): OfferFlow {
  const words = useWords(offerWords);
  const [run, act] = useAct();
  const [open, setOpen] = useState(false);
  const [candidate, setCandidate] = useState<CandidateFragment | null>(null);
  const [key, setKey] = useState(newKey);
  const begin = (next: CandidateFragment | null) => {
    act.clear();
    setKey(newKey());
    setCandidate(next);
    setOpen(true);
  };
  const register = async (): Promise<string | null> => {
    if (draft.disputeId) return draft.disputeId;
    const done = await run(RegisterDisputeDocument, { input: registrationOf(draft, heard, region, "不详") }, (d) => d.registerDispute);
    if (!done?.dispute) return null;
    change({ disputeId: done.dispute.id, disputeNumber: done.dispute.number });
    return done.dispute.id;
  };
  /** assess gives "held" where a second person has to confirm before anybody is asked. */
  const assess = async (disputeId: string, policeInformed: boolean): Promise<"done" | "held" | "refused"> => {
    const done = await run(AssessDisputeDocument, { input: { disputeId, policeInformed, idempotencyKey: `${draft.key}-a` } }, (d) => d.assessDispute);
    return done === null ? "refused" : done.dispute?.needsConfirmation ? "held" : "done";
  };
  const confirm = async (assessment: Assessment | null) => {
    const disputeId = await register();
    if (disputeId === null) return;
    const assessed = assessment ? await assess(disputeId, assessment.policeInformed) : "done";
    if (assessed === "refused") return;
    if (assessed === "held") reload();
    else if (candidate) {
      const done = await run(OfferAssignmentDocument, { input: { disputeId, mediatorId: candidate.mediator.id, part: "LEAD", idempotencyKey: key } }, (d) => d.offerAssignment);
      reload();
      if (!done) return;
    }
    setOpen(false);
  };
  return { open, candidate, act, words, begin, confirm, close: () => setOpen(false) };
}
