import { startTransition, useEffect, useRef, useState } from "react";
import type { AnyVariables, CombinedError, TypedDocumentNode } from "urql";
import { useClient } from "urql";

import { link } from "./connection";
import { useRefresh } from "./refresh";

/** The newest answer to a question that changes while people type. */
export interface Answer<D> {
  data: D | undefined;
  error: CombinedError | undefined;
  /** A newer question is on its way. */
  pending: boolean;
}

/**
 * useAnswer asks again whenever the variables change, `delay` milliseconds after the last change, and keeps the last
 * answer on screen until the next one is there. Null variables ask nothing. Answers to older questions are dropped.
 * With `every` it asks again after so many seconds, to show what others changed.
 */
export function useAnswer<D, V extends AnyVariables>(document: TypedDocumentNode<D, V>, variables: V | null, delay = 0, version = 0, every = 0): Answer<D> {
  const client = useClient();
  const [answer, setAnswer] = useState<Answer<D>>({ data: undefined, error: undefined, pending: variables !== null });
  const key = variables === null ? null : JSON.stringify(variables);
  const wait = useRef(delay);
  wait.current = delay;
  const refresh = useRefresh(every);
  const latest = useRef(variables);
  latest.current = variables;
  useEffect(() => {
    if (key === null || latest.current === null) {
      setAnswer({ data: undefined, error: undefined, pending: false });
      return;
    }
    const asked = latest.current;
    setAnswer((old) => (old.pending ? old : { ...old, pending: true }));
    let stop = () => {};
    const timer = window.setTimeout(() => {
      const started = performance.now();
      const running = client.query(document, asked, { requestPolicy: "network-only" }).subscribe((result) => {
        if (result.stale) return;
        if (result.error?.networkError && !result.error.response) link.lost();
        startTransition(() => setAnswer((old) => ({ data: result.data ?? (result.error ? old.data : undefined), error: result.error, pending: false })));
        measure(started);
      });
      stop = () => running.unsubscribe();
    }, wait.current);
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [client, document, key, version, refresh]);
  return answer;
}

/** measure records how long an answer took until it was painted; the browser tests read it. */
function measure(start: number): void {
  requestAnimationFrame(() => performance.measure("liuyuan.answer", { start, end: performance.now() }));
}
