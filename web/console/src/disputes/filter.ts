import type { DisputeStatus, RiskLevel } from "../gql/graphql";

/** How the list of disputes is narrowed. */
export interface Filter {
  statuses: DisputeStatus[];
  risks: RiskLevel[];
  region: string | null;
}

export const everything: Filter = { statuses: [], risks: [], region: null };

/** The filters that every clerk has. */
export const common = {
  all: everything,
  toAssess: { ...everything, statuses: ["ASSESSING"] },
  toMatch: { ...everything, statuses: ["REGISTERED", "AWAITING_MATCH", "AWAITING_CHOICE"] },
  waiting: { ...everything, statuses: ["AWAITING_ACCEPTANCE"] },
  mediating: { ...everything, statuses: ["MEDIATING"] },
  high: { ...everything, risks: ["HIGH"] },
  done: { ...everything, statuses: ["AGREED", "PERFORMING", "CLOSED", "TERMINATED"] },
} as const satisfies Record<string, Filter | Readonly<Filter> | { statuses: readonly DisputeStatus[]; risks: readonly RiskLevel[]; region: null }>;

export type CommonName = keyof typeof common;

const storageKey = "liuyuan.filters";

export interface Saved {
  name: string;
  filter: Filter;
}

/** savedFilters are those a clerk keeps in this browser: codes and the clerk's own name for them, no data of persons. */
export function savedFilters(storage: Storage): Saved[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isSaved) : [];
  } catch {
    return [];
  }
}

function isSaved(value: unknown): value is Saved {
  if (typeof value !== "object" || value === null) return false;
  const { name, filter } = value as Partial<Saved>;
  return typeof name === "string" && typeof filter === "object" && filter !== null && Array.isArray(filter.statuses) && Array.isArray(filter.risks);
}

export function saveFilters(storage: Storage, all: readonly Saved[]): void {
  storage.setItem(storageKey, JSON.stringify(all.slice(0, 12)));
}

/** same compares two filters whatever the order of their entries. */
export function same(a: Readonly<{ statuses: readonly string[]; risks: readonly string[]; region: string | null }>, b: typeof a): boolean {
  const set = (values: readonly string[]) => [...values].sort().join();
  return set(a.statuses) === set(b.statuses) && set(a.risks) === set(b.risks) && a.region === b.region;
}

/** filterParams writes a filter as an address. */
export function filterParams(filter: Readonly<{ statuses: readonly string[]; risks: readonly string[]; region: string | null }>): URLSearchParams {
  const params = new URLSearchParams();
  for (const s of filter.statuses) params.append("status", s);
  for (const r of filter.risks) params.append("risk", r);
  if (filter.region) params.set("region", filter.region);
  return params;
}

export function filterFrom(params: URLSearchParams): Filter {
  return { statuses: params.getAll("status") as DisputeStatus[], risks: params.getAll("risk") as RiskLevel[], region: params.get("region") };
}

/** apiFilter is a filter as the API takes it. */
export function apiFilter(filter: Filter) {
  return {
    ...(filter.statuses.length > 0 ? { status: filter.statuses } : {}),
    ...(filter.risks.length > 0 ? { riskLevel: filter.risks } : {}),
    ...(filter.region ? { regionCode: filter.region } : {}),
  };
}
