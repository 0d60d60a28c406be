import { AutoComplete } from "antd";
import { useState } from "react";

import { useAnswer } from "../api/answer";
import { SuggestDocument } from "../gql/graphql";
import { useLocale } from "../words/locale";
import { nameOf, roles } from "../words/roles";

interface PersonSearchProps {
  label: string;
  placeholder: string;
  onPick: (id: string, name: string) => void;
  id?: string;
}

/** PersonSearch finds a person by name, pinyin or initials while one types. */
export function PersonSearch({ label, placeholder, onPick, id }: PersonSearchProps) {
  const { locale } = useLocale();
  const [text, setText] = useState("");
  const prefix = text.trim();
  const { data } = useAnswer(SuggestDocument, prefix === "" ? null : { prefix, first: 8 }, 80);
  const people = (data?.suggest ?? []).flatMap((s) => (s.entry?.__typename === "Mediator" ? [{ ...s.entry, place: s.entry.posts[0]?.organization.name ?? s.entry.home?.name ?? "" }] : []));
  const spoken = (p: { name: string; place: string }, index: number) => `${index + 1} ${p.name} ${p.place}`; // what screen readers read
  return (
    <AutoComplete
      id={id}
      className="person-search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={setText}
      defaultActiveFirstOption
      options={people.map((p, index) => ({
        value: spoken(p, index),
        label: (
          <span className="suggestion">
            <b>{p.name}</b>
            <span>{p.roles.map((r) => nameOf(roles, r, locale)).join("、")}</span>
            <span>{p.place}</span>
          </span>
        ),
      }))}
      onSelect={(chosen: string) => {
        const person = people.find((p, index) => spoken(p, index) === chosen);
        if (person) onPick(person.id, person.name);
        setText(person?.name ?? "");
      }}
      popupMatchSelectWidth={340}
    />
  );
}
