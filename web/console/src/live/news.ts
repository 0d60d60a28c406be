import { useEffect, useRef } from "react";
import type { AnyVariables, TypedDocumentNode } from "urql";
import { stringifyDocument } from "urql";

import { link } from "../api/connection";
import { headers } from "../api/session";
import { eventsOf } from "./events";

/** Milliseconds until a stream that ended is opened again. */
const again = 3000;

/**
 * useNews follows a subscription over server-sent events (graphql-sse, distinct connections) while the page is seen: a
 * browser opens few connections to one host. Null variables follow nothing. What was missed in between is made up for
 * by one call when the stream opens again.
 */
export function useNews<D, V extends AnyVariables>(document_: TypedDocumentNode<D, V>, variables: V | null, onNews: () => void): void {
  const tell = useRef(onNews);
  tell.current = onNews;
  const key = variables === null ? null : JSON.stringify({ query: stringifyDocument(document_), variables });
  useEffect(() => {
    if (key === null) return undefined;
    let stopped = false;
    let abort = new AbortController();
    let timer = 0;
    const run = async (missed: boolean) => {
      if (stopped || document.visibilityState !== "visible") return;
      abort = new AbortController();
      if (missed) tell.current();
      const wanted = await follow(key, abort.signal, () => tell.current());
      if (!stopped && wanted) timer = window.setTimeout(() => void run(true), again);
    };
    const seen = () => {
      window.clearTimeout(timer);
      abort.abort();
      void run(true);
    };
    void run(false);
    document.addEventListener("visibilitychange", seen);
    return () => {
      stopped = true;
      window.clearTimeout(timer);
      abort.abort();
      document.removeEventListener("visibilitychange", seen);
    };
  }, [key]);
}

/** follow reads one stream to its end and says whether it should be opened again. */
async function follow(body: string, signal: AbortSignal, onNews: () => void): Promise<boolean> {
  try {
    const response = await fetch("/graphql/stream", { method: "POST", body, signal, headers: { ...headers(), "Content-Type": "application/json", Accept: "text/event-stream" } });
    if (!response.ok || !response.body) return response.status >= 500;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return true;
      const received = eventsOf(rest + value);
      rest = received.rest;
      for (const event of received.events) {
        if (event.event === "next" && isRefusal(event.data)) return false;
        if (event.event === "next") onNews();
      }
    }
  } catch {
    if (!signal.aborted) link.lost();
    return !signal.aborted;
  }
}

/** isRefusal says that the subscription was not granted: trying again would not help. */
function isRefusal(data: string): boolean {
  const answer: unknown = JSON.parse(data);
  return typeof answer === "object" && answer !== null && "errors" in answer && !("data" in answer && answer.data);
}
