import type { MatchMediatorsInput, RiskLevel } from "../gql/graphql";

/** A party as the clerk types them. */
export interface PartyDraft {
  side: "APPLICANT" | "RESPONDENT";
  name: string;
  phone: string;
}

/** What is known of a matter that is being taken in. Null means: as the text says. */
export interface Draft {
  text: string;
  disputeType: string | null;
  riskLevel: RiskLevel | null;
  headcount: number | null;
  region: string | null;
  facets: string[] | null;
  languages: string[];
  online: boolean;
  excluded: string[];
  /** Matters on file that were looked at and are not this one. */
  dismissed: string[];
  parties: PartyDraft[];
  /** Of the registration: the same key never registers twice. */
  key: string;
  /** Set once registered. */
  disputeId: string | null;
  disputeNumber: string | null;
}

const storageKey = "liuyuan.intake";

export function emptyDraft(): Draft {
  return {
    text: "", disputeType: null, riskLevel: null, headcount: null, region: null, facets: null, languages: [], online: false, excluded: [], dismissed: [],
    parties: [{ side: "APPLICANT", name: "", phone: "" }, { side: "RESPONDENT", name: "", phone: "" }],
    key: newKey(), disputeId: null, disputeNumber: null,
  };
}

/** newKey works on plain-HTTP local networks too, where crypto.randomUUID is missing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** restore reads the draft of this tab; whatever is missing or damaged starts empty. */
export function restore(storage: Storage): Draft {
  const empty = emptyDraft();
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? "{}");
    return typeof stored === "object" && stored !== null ? { ...empty, ...sameKinds(stored, empty) } : empty;
  } catch {
    return empty;
  }
}

function sameKinds(stored: object, empty: Draft): Partial<Draft> {
  const entries = Object.entries(stored).filter(([name, value]) => {
    const like = empty[name as keyof Draft];
    if (like === undefined) return false;
    if (name === "parties") return isParties(value);
    if (Array.isArray(like) || name === "facets") return value === null ? like === null : Array.isArray(value) && value.every((v) => typeof v === "string");
    if (name === "headcount") return value === null || typeof value === "number";
    return like === null ? value === null || typeof value === "string" : typeof value === typeof like;
  });
  return Object.fromEntries(entries) as Partial<Draft>;
}

function isParties(value: unknown): value is PartyDraft[] {
  return Array.isArray(value) && value.length === 2 &&
    value.every((p) => typeof p === "object" && p !== null && typeof (p as PartyDraft).name === "string" && typeof (p as PartyDraft).phone === "string");
}

/** keep stores the draft for this tab only; it is gone when the tab closes. */
export function keep(storage: Storage, draft: Draft): void {
  if (isUntouched(draft)) storage.removeItem(storageKey);
  else storage.setItem(storageKey, JSON.stringify(draft));
}

export function isUntouched(draft: Draft): boolean {
  return draft.text.trim() === "" && draft.disputeId === null && draft.parties.every((p) => p.name === "" && p.phone === "");
}

/** questionOf is what is asked of the matching: the text and what people corrected, or the registered dispute. */
export function questionOf(draft: Draft): MatchMediatorsInput {
  if (draft.disputeId) return { disputeId: draft.disputeId, online: draft.online, ...(draft.excluded.length > 0 ? { excludeMediatorIds: draft.excluded } : {}) };
  const question: MatchMediatorsInput = { text: draft.text, online: draft.online };
  if (draft.disputeType) question.disputeType = draft.disputeType;
  if (draft.riskLevel) question.riskLevel = draft.riskLevel;
  if (draft.headcount !== null) question.headcount = draft.headcount;
  if (draft.region) question.regionCode = draft.region;
  if (draft.facets) question.facets = draft.facets;
  if (draft.languages.length > 0) question.languages = draft.languages;
  if (draft.excluded.length > 0) question.excludeMediatorIds = draft.excluded;
  return question;
}

/** A text shorter than this says nothing to match by. */
export const shortestText = 2;

export function saysSomething(draft: Draft): boolean {
  return draft.text.trim().length >= shortestText || draft.disputeType !== null;
}
