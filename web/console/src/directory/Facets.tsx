import { Button, Checkbox } from "antd";
import { useState } from "react";

import type { SearchQuery } from "../gql/graphql";
import { directory } from "../words/directory";
import { useWords } from "../words/locale";
import type { FacetName, Search } from "./filter";
import { facetNames, isFiltered, toggled } from "./filter";

type Facet = SearchQuery["searchDirectory"]["facets"][number];

interface FacetsProps {
  facets: readonly Facet[];
  search: Search;
  onSearch: (search: Search) => void;
}

/** Facets narrow the search by ticking values; each shows how many it holds. */
export function Facets({ facets, search, onSearch }: FacetsProps) {
  const words = useWords(directory);
  const cleared = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Search["chosen"];
  return (
    <aside className="facets" aria-label={words.filters}>
      {isFiltered(search) && <Button size="small" onClick={() => onSearch({ ...search, chosen: cleared })}>{words.clear}</Button>}
      {facetNames.map((name) => {
        const facet = facets.find((f) => f.name === name);
        return facet && facet.values.length > 0 ? <FacetList key={name} name={name} facet={facet} search={search} onSearch={onSearch} /> : null;
      })}
    </aside>
  );
}

const short = 7;

function FacetList({ name, facet, search, onSearch }: { name: FacetName; facet: Facet; search: Search; onSearch: (search: Search) => void }) {
  const words = useWords(directory);
  const [all, setAll] = useState(false);
  const chosen = search.chosen[name];
  const values = all ? facet.values : facet.values.filter((v, index) => index < short || chosen.includes(v.value));
  return (
    <fieldset className="facet">
      <legend>{words[name]}</legend>
      {values.map((v) => (
        <Checkbox key={v.value} checked={chosen.includes(v.value)} onChange={() => onSearch(toggled(search, name, v.value))}>
          <span className="facet-label">{v.label}</span>
          <span className="facet-count numeric">{v.count.toLocaleString("en")}</span>
        </Checkbox>
      ))}
      {facet.values.length > short && <button type="button" className="link" onClick={() => setAll(!all)}>{all ? "−" : `+ ${facet.values.length - short}`}</button>}
    </fieldset>
  );
}
