import { useCallback, useState } from "react";
import type { AnyVariables, CombinedError, TypedDocumentNode } from "urql";
import { useClient } from "urql";

/** Why the service refused, as the payloads of all mutations tell it. */
export interface Refusal {
  code: string;
  field?: readonly string[] | null;
  message: string;
}

/** How a change stands. */
export interface Act {
  busy: boolean;
  error: CombinedError | undefined;
  refusals: readonly Refusal[];
  clear: () => void;
}

type Runner = <D, V extends AnyVariables, P extends { userErrors: readonly Refusal[] }>(
  document: TypedDocumentNode<D, V>, variables: V, payload: (data: D) => P,
) => Promise<P | null>;

/** useAct runs mutations. It answers null when nothing came of it; refusals and faults are then there to show. */
export function useAct(): [Runner, Act] {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const clear = useCallback(() => {
    setError(undefined);
    setRefusals([]);
  }, []);
  const run: Runner = useCallback(async (document, variables, payload) => {
    setBusy(true);
    clear();
    const result = await client.mutation(document, variables).toPromise();
    setBusy(false);
    setError(result.error);
    if (!result.data) return null;
    const answer = payload(result.data);
    setRefusals(answer.userErrors);
    return answer.userErrors.length > 0 ? null : answer;
  }, [client, clear]);
  return [run, { busy, error, refusals, clear }];
}
