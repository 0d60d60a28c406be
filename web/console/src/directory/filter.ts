import type { DirectoryFilter, DirectoryKind, MediatorRole } from "../gql/graphql";

/** The facets that narrow a search; the address keeps them, so that a search can be shared and reloaded. */
export const facetNames = ["kind", "role", "region", "type", "language"] as const;
export type FacetName = (typeof facetNames)[number];

export interface Search {
  query: string;
  chosen: Readonly<Record<FacetName, readonly string[]>>;
}

/** searchOf reads a search from an address. */
export function searchOf(params: URLSearchParams): Search {
  const chosen = Object.fromEntries(facetNames.map((name) => [name, params.getAll(name)])) as Record<FacetName, string[]>;
  return { query: params.get("q") ?? "", chosen };
}

/** paramsOf writes a search as an address. */
export function paramsOf(search: Search): URLSearchParams {
  const params = new URLSearchParams();
  if (search.query !== "") params.set("q", search.query);
  for (const name of facetNames) for (const value of search.chosen[name]) params.append(name, value);
  return params;
}

/** toggled adds or removes a value. Region and type hold one value: the service takes one of each. */
export function toggled(search: Search, name: FacetName, value: string): Search {
  const old = search.chosen[name];
  const single = name === "region" || name === "type";
  const next = old.includes(value) ? old.filter((v) => v !== value) : single ? [value] : [...old, value];
  return { ...search, chosen: { ...search.chosen, [name]: next } };
}

/** filterOf is the search's facets as the API takes them. */
export function filterOf(search: Search): DirectoryFilter {
  const { kind, role, region, type, language } = search.chosen;
  return {
    ...(kind.length > 0 ? { kinds: kind as DirectoryKind[] } : {}),
    ...(role.length > 0 ? { roles: role as MediatorRole[] } : {}),
    ...(region[0] ? { regionCode: region[0] } : {}),
    ...(type[0] ? { disputeType: type[0] } : {}),
    ...(language.length > 0 ? { languages: [...language] } : {}),
  };
}

export function isFiltered(search: Search): boolean {
  return facetNames.some((name) => search.chosen[name].length > 0);
}

/** without takes the words of an interpreted filter out of a query. */
export function without(query: string, words: string): string {
  return query.replace(words, " ").replace(/\s+/g, " ").trim();
}
