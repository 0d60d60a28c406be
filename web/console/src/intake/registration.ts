import type { ListenQuery, RegisterDisputeInput } from "../gql/graphql";
import type { Draft } from "./draft";

type Heard = ListenQuery["classifyDispute"];

/** registrationOf is what is registered: what was typed and corrected, and for the rest what was recognised. */
export function registrationOf(draft: Draft, heard: Heard | undefined, region: string, unknownName: string): RegisterDisputeInput {
  const type = draft.disputeType ?? heard?.suggestions[0]?.disputeType.code;
  const headcount = draft.headcount ?? heard?.headcount;
  return {
    narrative: draft.text.trim(),
    regionCode: region,
    riskLevel: draft.riskLevel ?? heard?.riskLevel ?? "LOW",
    facets: draft.facets ?? heard?.facets ?? [],
    languages: draft.languages,
    idempotencyKey: draft.key,
    parties: draft.parties.map((p) => ({ side: p.side, name: p.name.trim() || unknownName, ...(p.phone.trim() ? { phone: p.phone.trim() } : {}) })),
    ...(type ? { disputeType: type } : {}),
    ...(typeof headcount === "number" ? { headcount } : {}),
  };
}
