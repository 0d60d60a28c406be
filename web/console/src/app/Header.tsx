import { Button, Dropdown, Select } from "antd";
import type { ReactNode } from "react";
import { Link, NavLink } from "react-router";

import type { Persona } from "../api/session";
import { credential, keepCredential, persona, personas } from "../api/session";
import { app, personaNames } from "../words/app";
import { useLocale, useWords } from "../words/locale";
import { nameOf } from "../words/roles";
import { useViewer } from "./viewer";

interface HeaderProps {
  onPersona: (persona: Persona) => void;
  onHelp: () => void;
  onTour: () => void;
  onLeave: () => void;
  live: ReactNode;
}

/** Header names the centre, the pages and the reader. */
export function Header({ onPersona, onHelp, onTour, onLeave, live }: HeaderProps) {
  const words = useWords(app);
  const { locale, choose } = useLocale();
  const viewer = useViewer();
  const demo = credential() === null;
  const leave = () => {
    keepCredential(null);
    onLeave();
  };
  return (
    <header className="bar">
      <a className="skip" href="#content">{words.skip}</a>
      <Link to="/" className="brand">
        <Mark />
        <span className="brand-name">{words.product}</span>
        <span className="brand-centre">{viewer.region?.name && locale === "zh" ? `${viewer.region.name}综治中心` : words.centre}</span>
      </Link>
      <nav className="pages" aria-label={words.main}>
        <NavLink to="/" end>{words.intake}</NavLink>
        <NavLink to="/disputes">{words.disputes}</NavLink>
        <NavLink to="/directory">{words.directory}</NavLink>
        <NavLink to="/six">{words.six}</NavLink>
      </nav>
      <div className="tools">
        {live}
        {demo && (
          <Select<Persona>
            className="persona"
            aria-label={words.persona}
            value={persona() ?? "DISTRICT_STAFF"}
            onChange={onPersona}
            options={personas.map((p) => ({ value: p, label: nameOf(personaNames, p, locale) }))}
            popupMatchSelectWidth={false}
            variant="borderless"
          />
        )}
        <Button type="text" className="tool" lang={locale === "zh" ? "en" : "zh-CN"} onClick={() => choose(locale === "zh" ? "en" : "zh")}>
          {locale === "zh" ? "EN" : "中"}
        </Button>
        <Dropdown
          trigger={["click"]}
          menu={{
            items: [
              { key: "help", label: words.help, extra: "?", onClick: onHelp },
              { key: "tour", label: words.tour, onClick: onTour },
              { key: "api", label: <a href="/graphiql" target="_blank" rel="noreferrer">{words.api}</a> },
              ...(demo ? [] : [{ key: "leave", label: words.leave, onClick: leave }]),
            ],
          }}
        >
          <Button type="text" className="tool" aria-label={words.more}>⋯</Button>
        </Dropdown>
      </div>
    </header>
  );
}

/** Mark is the product's sign: six around one. */
function Mark() {
  const ring = [[16, 5.5], [25, 10.7], [25, 21.3], [16, 26.5], [7, 21.3], [7, 10.7]] as const;
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      {ring.map(([x, y]) => <circle key={`${x} ${y}`} cx={x} cy={y} r="3.1" fill="currentColor" />)}
      <circle cx="16" cy="16" r="4.4" fill="#f2c14e" />
    </svg>
  );
}
