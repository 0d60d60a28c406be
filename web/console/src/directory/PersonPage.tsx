import { Skeleton } from "antd";
import { Link, useParams } from "react-router";

import { useAnswer } from "../api/answer";
import { FaultNote } from "../app/FaultNote";
import type { PersonQuery } from "../gql/graphql";
import { PersonDocument } from "../gql/graphql";
import { day } from "../people/format";
import { Load, Phone, Presence, RoleTags, StandingTag, Tongues } from "../people/Traits";
import { directory } from "../words/directory";
import { fill, useLocale, useWords } from "../words/locale";
import { levels } from "../words/matters";
import { nameOf, powers, presences, roles, standings } from "../words/roles";
import { Hours } from "./Hours";
import { Missing } from "./Missing";

type Person = Extract<NonNullable<PersonQuery["node"]>, { __typename: "Mediator" }>;

/** PersonPage is all that the directory holds of a person. */
export default function PersonPage() {
  const { id = "" } = useParams();
  const { data, error, pending } = useAnswer(PersonDocument, { id });
  if (error) return <FaultNote error={error} />;
  if (!data) return pending ? <Skeleton active className="sheet" /> : null;
  return data.node?.__typename === "Mediator" ? <Sheet person={data.node} /> : <Missing />;
}

function Sheet({ person }: { person: Person }) {
  const words = useWords(directory);
  const { locale } = useLocale();
  return (
    <div className="sheet">
      <Link className="quiet" to="/directory">← {words.backTo}</Link>
      <header className="sheet-head">
        <h1>{person.name}</h1>
        <RoleTags all={person.roles} />
        <StandingTag standing={person.standing} />
        {person.status === "SUSPENDED" && <span className="tag tag-gap">{words.suspended}</span>}
        {person.synthetic && <span className="tag tag-invited">{words.synthetic}</span>}
      </header>
      <p className="candidate-facts">
        <Presence posts={person.posts} available={person.available} />
        {typeof person.openLoad === "number" && typeof person.capacity === "number" && <Load open={person.openLoad} capacity={person.capacity} />}
        {typeof person.moreOffers === "number" && person.moreOffersUntil && <span className="numeric">{fill(words.moreOffers, { n: person.moreOffers, day: day(person.moreOffersUntil, locale) })}</span>}
        <Tongues all={person.languages} />
        {person.gender && <span>{person.gender === "FEMALE" ? words.female : words.male}</span>}
        {person.home && <span>{person.home.name}</span>}
        <Phone number={person.dutyPhone ?? null} name={person.name} />
      </p>
      {person.introduction && <p className="introduction" lang="zh-CN">{person.introduction}</p>}
      <div className="sheet-grid">
        <Block title={words.standing}>
          {person.standings.map((s, index) => (
            <li key={`${s.kind} ${index}`}>
              <b>{nameOf(standings, s.kind, locale)}</b>
              <span className="hint">{nameOf(powers, s.kind, locale)}</span>
              {s.organization && <Link to={`/organizations/${encodeURIComponent(s.organization.id)}`}>{fill(words.sealOf, { name: s.organization.name })}</Link>}
              <Term from={s.from ?? null} to={s.to ?? null} />
            </li>
          ))}
        </Block>
        <Block title={words.specialties}>
          {person.specialties.map((s) => (
            <li key={s.disputeType.code}>
              <b>{s.disputeType.name}</b>
              <span className={`level level-${s.level}`}>{nameOf(levels, String(s.level), locale)}</span>
              <span className="hint numeric">{s.disputeType.code}{s.disputeType.parent && ` ${s.disputeType.parent.name}`}</span>
            </li>
          ))}
        </Block>
        <Block title={words.posts}>
          {person.posts.map((p) => (
            <li key={p.organization.id}>
              <Link to={`/organizations/${encodeURIComponent(p.organization.id)}`}>{p.organization.name}</Link>
              <span className="tag tag-role">{nameOf(presences, p.presence, locale)}</span>
              <Hours all={p.hours} />
            </li>
          ))}
        </Block>
        <Block title={words.areas}>{person.serviceAreas.map((r) => <li key={r.code}>{r.name}</li>)}</Block>
        <Block title={words.seats}>
          {person.seats.map((s) => (
            <li key={s.region.code + s.role}><Link to={`/six?village=${s.region.code}`}>{s.region.parent?.name} {s.region.name}</Link><span className="tag tag-role">{nameOf(roles, s.role, locale)}</span></li>
          ))}
        </Block>
        <Block title={words.record}>
          <li>{person.assuredAt ? fill(words.assured, { day: day(person.assuredAt, locale) }) : words.neverAssured}</li>
        </Block>
      </div>
    </div>
  );
}

function Term({ from, to }: { from: string | null; to: string | null }) {
  const words = useWords(directory);
  const { locale } = useLocale();
  if (!from && !to) return null;
  return <span className="hint numeric">{[from && fill(words.from, { day: day(from, locale) }), to && fill(words.to, { day: day(to, locale) })].filter(Boolean).join(" ")}</span>;
}

function Block({ title, children }: { title: string; children: React.ReactNode }) {
  if (Array.isArray(children) && children.length === 0) return null;
  return (
    <section className="block">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}
