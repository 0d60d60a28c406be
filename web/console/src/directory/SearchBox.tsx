import { AutoComplete, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

import { useAnswer } from "../api/answer";
import { isComposing } from "../app/composition";
import { useShortcut } from "../app/shortcut";
import { SuggestDocument } from "../gql/graphql";
import { directory } from "../words/directory";
import { useLocale, useWords } from "../words/locale";
import { nameOf, roles } from "../words/roles";

/** spoken is what screen readers read of a suggestion; it is unique. */
function spoken(s: { text: string }, index: number): string {
  return `${index + 1} ${s.text}`;
}

interface SearchBoxProps {
  query: string;
  onQuery: (query: string) => void;
}

/** SearchBox searches while one types and suggests names, brands and rooms that begin with the words. */
export function SearchBox({ query, onQuery }: SearchBoxProps) {
  const words = useWords(directory);
  const { locale } = useLocale();
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(query);
  const [open, setOpen] = useState(false);
  const composing = useRef(false);
  const sent = useRef(query);
  useEffect(() => {
    if (query !== sent.current) setText(query); // the address changed by other means
    sent.current = query;
  }, [query]);
  useShortcut("/", () => box.current?.querySelector("input")?.focus());
  const { data } = useAnswer(SuggestDocument, text.trim() === "" || !open ? null : { prefix: text.trim().slice(0, 60), first: 6 }, 60);
  const send = (next: string) => {
    sent.current = next;
    onQuery(next);
  };
  const change = (next: string) => {
    setText(next);
    setOpen(true);
    if (!composing.current) send(next);
  };
  return (
    <div ref={box} className="search-box" role="search">
      <AutoComplete
        className="search-input"
        value={text}
        open={open && (data?.suggest.length ?? 0) > 0}
        onOpenChange={setOpen}
        onChange={change}
        onSelect={(chosen: string) => {
          const entry = data?.suggest.find((s, index) => spoken(s, index) === chosen)?.entry;
          setText(query);
          setOpen(false);
          if (entry) void navigate(`/${entry.__typename === "Mediator" ? "people" : "organizations"}/${encodeURIComponent(entry.id)}`);
        }}
        options={(data?.suggest ?? []).flatMap((s, index) => (s.entry ? [{
          value: spoken(s, index),
          label: (
            <span className="suggestion">
              <b>{s.text}</b>
              {s.entry.__typename === "Mediator"
                ? <><span>{s.entry.roles.map((r) => nameOf(roles, r, locale)).join("、")}</span><span>{s.entry.posts[0]?.organization.name ?? s.entry.home?.name}</span></>
                : <span>{s.entry.region.name}</span>}
            </span>
          ),
        }] : []))}
        popupMatchSelectWidth
      >
        <Input
          size="large" allowClear aria-label={words.search} placeholder={words.placeholder} maxLength={200}
          onCompositionStart={() => { composing.current = true; }}
          onCompositionEnd={(event) => { composing.current = false; send(event.currentTarget.value); }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !isComposing(event)) setOpen(false);
          }}
        />
      </AutoComplete>
    </div>
  );
}
