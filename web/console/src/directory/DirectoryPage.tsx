import { Button, Skeleton } from "antd";
import { startTransition, useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useClient } from "urql";

import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import { useNear } from "../app/near";
import type { SearchQuery } from "../gql/graphql";
import { SearchDocument } from "../gql/graphql";
import { directory } from "../words/directory";
import { fill, useWords } from "../words/locale";
import { Facets } from "./Facets";
import type { Search } from "./filter";
import { filterOf, paramsOf, searchOf, without } from "./filter";
import { Hit } from "./Hit";
import { SearchBox } from "./SearchBox";

type Edge = SearchQuery["searchDirectory"]["edges"][number];

const pageSize = 20;

/** DirectoryPage searches people and institutions while one types. The address holds the search. */
export default function DirectoryPage() {
  const words = useWords(directory);
  const client = useClient();
  const [params, setParams] = useSearchParams();
  const search = searchOf(params);
  const variables = { query: search.query.slice(0, 200), filter: filterOf(search), first: pageSize };
  const key = JSON.stringify(variables);
  const { data, error, pending } = useAnswer(SearchDocument, variables, 60);
  const found = data?.searchDirectory;
  const [more, setMore] = useState<{ key: string; edges: readonly Edge[]; next: string | null } | null>(null);
  useEffect(() => setMore(null), [key]);
  const continued = more?.key === key ? more : null;
  const next = continued ? continued.next : found?.pageInfo.hasNextPage ? (found.pageInfo.endCursor ?? null) : null;
  const onSearch = (changed: Search) => setParams(paramsOf(changed), { replace: true });
  const loading = useRef(false);
  const showMore = async () => {
    if (loading.current || next === null) return;
    loading.current = true;
    const result = await client.query(SearchDocument, { ...variables, after: next }).toPromise();
    loading.current = false;
    const page = result.data?.searchDirectory;
    if (page) startTransition(() => setMore((old) => ({ key, edges: [...(old?.key === key ? old.edges : []), ...page.edges], next: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null })));
  };
  const end = useNear<HTMLDivElement>(() => void showMore());
  return (
    <div className="directory">
      <h1 className="offscreen">{words.title}</h1>
      <SearchBox query={search.query} onQuery={(query) => onSearch({ ...search, query })} />
      {error && <FaultNote error={error} />}
      <div className="directory-body">
        <Facets facets={found?.facets ?? []} search={search} onSearch={onSearch} />
        <section className="hits" aria-busy={pending} aria-live="polite">
          {found && (
            <p className="hits-head">
              <b className="numeric">{fill(words.found, { n: found.totalCount.toLocaleString("en") })}</b>
              {found.interpreted.length > 0 && (
                <span className="chips">
                  {words.understood}
                  {found.interpreted.map((f) => (
                    <button key={f.kind + f.value} type="button" className="chip" aria-label={fill(words.dropChip, { label: f.label })} onClick={() => onSearch({ ...search, query: without(search.query, f.text) })}>
                      {f.label} <span aria-hidden="true">×</span>
                    </button>
                  ))}
                </span>
              )}
            </p>
          )}
          {!found && pending && <Skeleton active paragraph={{ rows: 8 }} />}
          {found?.edges.map((edge) => <Hit key={edge.node.id} edge={edge} />)}
          {continued?.edges.map((edge) => <Hit key={edge.node.id} edge={edge} />)}
          {found && found.totalCount === 0 && (
            <div className="nobody">
              <p>{words.none} {words.noneMore}</p>
              {found.didYouMean && <p>{words.didYouMean}<Button type="link" onClick={() => onSearch({ ...search, query: found.didYouMean ?? "" })}>{found.didYouMean}</Button></p>}
              <p className="hint">{words.notSearchable}</p>
            </div>
          )}
          {next && <div ref={end}><Button block onClick={() => void showMore()}>{words.more}</Button></div>}
        </section>
      </div>
    </div>
  );
}
