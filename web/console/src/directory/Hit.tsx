import { memo } from "react";
import { Link } from "react-router";

import { Highlight, plain } from "../app/highlight";
import type { SearchQuery } from "../gql/graphql";
import { Load, Phone, Presence, RoleTags, StandingTag, Tongues } from "../people/Traits";
import { directory } from "../words/directory";
import { fill, useLocale, useWords } from "../words/locale";
import { nameOf, organizationKinds } from "../words/roles";

type Edge = SearchQuery["searchDirectory"]["edges"][number];

/** Hit is one found person or institution with the words that matched; it is drawn once, however many follow. */
export const Hit = memo(function Hit({ edge }: { edge: Edge }) {
  const words = useWords(directory);
  const { locale } = useLocale();
  const node = edge.node;
  /** marked is a text that the card shows anyway, with its matched words marked. */
  const marked = (text: string) => <Highlight text={edge.highlights.find((h) => plain(h) === text) ?? text} />;
  const place = node.__typename === "Mediator" ? node.posts[0]?.organization.name : undefined;
  const further = edge.highlights.filter((h) => ![node.name, place].includes(plain(h))).slice(0, 2);
  const highlights = further.length > 0 && <p className="hit-words" lang="zh-CN">{further.map((h) => <span key={h}><Highlight text={h} /></span>)}</p>;
  if (node.__typename === "Organization") {
    return (
      <article className="hit hit-institution">
        <h3>
          <Link to={`/organizations/${encodeURIComponent(node.id)}`}>{marked(node.name)}</Link>
          <span className="tag tag-kind">{nameOf(organizationKinds, node.kind, locale)}</span>
          {node.brand && <span className="tag tag-role">{fill(words.brand, { brand: node.brand })}</span>}
        </h3>
        <p className="candidate-where"><span>{node.region.name}</span><span>{node.specialties.slice(0, 6).map((s) => s.name).join(locale === "zh" ? "、" : ", ")}</span></p>
        {highlights}
      </article>
    );
  }
  return (
    <article className="hit">
      <h3>
        <Link to={`/people/${encodeURIComponent(node.id)}`}>{marked(node.name)}</Link>
        <RoleTags all={node.roles} />
        <StandingTag standing={node.standing} />
      </h3>
      <p className="candidate-where">
        {place && <span><span>{marked(place)}</span></span>}
        {node.home && <span>{node.home.name}</span>}
      </p>
      <p className="candidate-facts">
        <Presence posts={node.posts} available={node.available} />
        {typeof node.openLoad === "number" && typeof node.capacity === "number" && <Load open={node.openLoad} capacity={node.capacity} />}
        <Tongues all={node.languages} />
        <Phone number={node.dutyPhone ?? null} name={node.name} />
      </p>
      {highlights}
    </article>
  );
});
