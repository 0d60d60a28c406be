import { Button, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { useClient } from "urql";

import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import type { InstitutionQuery } from "../gql/graphql";
import { InstitutionDocument } from "../gql/graphql";
import { Load, Phone, Presence, RoleTags, StandingTag, Tongues } from "../people/Traits";
import { directory } from "../words/directory";
import { fill, useLocale, useWords } from "../words/locale";
import { facets } from "../words/matters";
import { nameOf, organizationKinds } from "../words/roles";
import { Missing } from "./Missing";

type Institution = Extract<NonNullable<InstitutionQuery["node"]>, { __typename: "Organization" }>;
type Member = Institution["members"]["nodes"][number];

/** InstitutionPage is a room, studio, committee or centre with its members. */
export default function InstitutionPage() {
  const { id = "" } = useParams();
  const { data, error, pending } = useAnswer(InstitutionDocument, { id });
  if (error) return <FaultNote error={error} />;
  if (!data) return pending ? <Skeleton active className="sheet" /> : null;
  return data.node?.__typename === "Organization" ? <Sheet institution={data.node} /> : <Missing />;
}

function Sheet({ institution }: { institution: Institution }) {
  const words = useWords(directory);
  const { locale } = useLocale();
  const { members, next, more } = useMembers(institution);
  return (
    <div className="sheet">
      <Link className="quiet" to="/directory">← {words.backTo}</Link>
      <header className="sheet-head">
        <h1>{institution.name}</h1>
        <span className="tag tag-kind">{nameOf(organizationKinds, institution.kind, locale)}</span>
        {institution.invented && <span className="tag tag-invited">{words.synthetic}</span>}
      </header>
      <p className="candidate-where">
        <span>{institution.region.name}</span>
        {institution.facets.map((f) => <span key={f} className="tag tag-role">{nameOf(facets, f, locale)}</span>)}
      </p>
      {institution.specialties.length > 0 && (
        <p className="handles"><b>{words.handles}</b>{institution.specialties.map((s) => <span key={s.code} className="tag tag-role">{s.name}</span>)}</p>
      )}
      <section className="members">
        <h2>{words.members} <span className="hint numeric">{fill(words.membersCount, { n: institution.members.totalCount })}</span></h2>
        {members.map((m) => (
          <article key={m.id} className="hit">
            <h3><Link to={`/people/${encodeURIComponent(m.id)}`}>{m.name}</Link><RoleTags all={m.roles} /><StandingTag standing={m.standing} /></h3>
            <p className="candidate-facts">
              <Presence posts={m.posts} available={m.available} />
              {typeof m.openLoad === "number" && typeof m.capacity === "number" && <Load open={m.openLoad} capacity={m.capacity} />}
              <Tongues all={m.languages} />
              <Phone number={m.dutyPhone ?? null} name={m.name} />
            </p>
          </article>
        ))}
        {next && <Button block onClick={() => void more()}>{words.more}</Button>}
      </section>
    </div>
  );
}

/** useMembers holds the members page by page. */
function useMembers(institution: Institution): { members: readonly Member[]; next: string | null; more: () => Promise<void> } {
  const client = useClient();
  const first = institution.members;
  const [later, setLater] = useState<{ nodes: readonly Member[]; next: string | null } | null>(null);
  useEffect(() => setLater(null), [institution.id]);
  const next = later ? later.next : first.pageInfo.hasNextPage ? (first.pageInfo.endCursor ?? null) : null;
  const more = async () => {
    const result = await client.query(InstitutionDocument, { id: institution.id, after: next }).toPromise();
    if (result.data?.node?.__typename !== "Organization") return;
    const page = result.data.node.members;
    setLater((old) => ({ nodes: [...(old?.nodes ?? []), ...page.nodes], next: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null }));
  };
  return { members: [...first.nodes, ...(later?.nodes ?? [])], next, more };
}
