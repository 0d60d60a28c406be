import { Skeleton } from "antd";
import { useState } from "react";

import { useAct } from "../api/act";
import { useAnswer } from "../api/answer";
import { ActNote } from "../app/ActNote";
import { FaultNote } from "../app/FaultNote";
import type { CandidateFragment } from "../gql/graphql";
import { DisputeMatchDocument, OfferAssignmentDocument } from "../gql/graphql";
import { newKey } from "../intake/draft";
import { Ladder } from "../intake/Ladder";
import { CandidateCard } from "../people/CandidateCard";
import { intake } from "../words/intake";
import { useLocale, useWords } from "../words/locale";
import type { DisputeDetail } from "./useDispute";
import { askedBefore } from "./useDispute";

/**
 * NextPerson proposes who could be asked for a dispute that nobody leads; those asked before are left out. In a handover
 * the offer replaces a live assignment, which ends once the next person accepts.
 */
export function NextPerson({ dispute, replaces, onOffered }: { dispute: DisputeDetail; replaces?: string; onOffered: () => void }) {
  const words = useWords(intake);
  const { locale } = useLocale();
  const [run, act] = useAct();
  const [pick, setPick] = useState<string | null>(null);
  const [keys] = useState(() => new Map<string, string>());
  const excluded = askedBefore(dispute);
  const answer = useAnswer(DisputeMatchDocument, {
    input: { disputeId: dispute.id, ...(excluded.length > 0 ? { excludeMediatorIds: excluded } : {}) }, first: 3, locale: locale === "zh" ? "ZH_CN" : "EN",
  });
  const found = answer.data?.matchMediators;
  const ask = async (candidate: CandidateFragment) => {
    const id = candidate.mediator.id;
    if (!keys.has(id)) keys.set(id, newKey());
    const done = await run(OfferAssignmentDocument, { input: { disputeId: dispute.id, mediatorId: id, part: "LEAD", idempotencyKey: keys.get(id) ?? newKey(), ...(replaces ? { replacesAssignmentId: replaces } : {}) } }, (d) => d.offerAssignment);
    if (done) onOffered();
  };
  if (answer.error) return <FaultNote error={answer.error} />;
  if (!found) return <Skeleton active />;
  const chosen = found.candidates.find((c) => c.mediator.id === pick) ?? found.candidates[0];
  return (
    <div className="next-person">
      {found.candidates.length === 0 && <p className="nobody">{words.noCandidates}</p>}
      <ol className="candidates">
        {found.candidates.map((c) => (
          <li key={c.mediator.id}><CandidateCard candidate={c} chosen={c === chosen} onChoose={() => setPick(c.mediator.id)} onOffer={() => void ask(c)} /></li>
        ))}
      </ol>
      <ActNote act={act} />
      <Ladder steps={found.relaxations} />
    </div>
  );
}
