import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { Suspense, useState } from "react";
import { useNavigate } from "react-router";

import { faultOf } from "../api/fault";
import { useAnswer } from "../api/answer";
import type { Persona } from "../api/session";
import { choosePersona, credential } from "../api/session";
import { ViewerDocument } from "../gql/graphql";
import { LiveState } from "../live/LiveState";
import { app } from "../words/app";
import { useLocale, useWords } from "../words/locale";
import { FaultNote } from "./FaultNote";
import { Header } from "./Header";
import { Help } from "./Help";
import { KeyGate } from "./KeyGate";
import { TourContext } from "./tour";
import { useShortcut } from "./shortcut";
import { ViewerContext } from "./viewer";

/** Frame is what surrounds every page; onReader is called when another reader sits down. */
export function Frame({ children, onReader }: { children: ReactNode; onReader: () => void }) {
  const words = useWords(app);
  const { locale } = useLocale();
  const [help, setHelp] = useState(false);
  const [tour, setTour] = useState(() => credential() === null && window.sessionStorage.getItem("liuyuan.toured") === null && !navigator.webdriver);
  const [attempt, setAttempt] = useState(0);
  const viewer = useAnswer(ViewerDocument, {}, 0, attempt);
  const navigate = useNavigate();
  useShortcut("alt+1", () => void navigate("/"));
  useShortcut("alt+2", () => void navigate("/disputes"));
  useShortcut("alt+3", () => void navigate("/directory"));
  useShortcut("?", () => setHelp(true));
  if (viewer.error && faultOf(viewer.error, locale).code === "UNAUTHENTICATED") return <KeyGate onEnter={onReader} />;
  const stopTour = () => {
    window.sessionStorage.setItem("liuyuan.toured", "yes");
    setTour(false);
  };
  const pick = (p: Persona) => {
    choosePersona(p);
    onReader();
  };
  return (
    <ViewerContext value={viewer.data?.viewer ?? { roles: [], region: null }}>
      <Header
        onPersona={pick} onHelp={() => setHelp(true)} onLeave={onReader}
        onTour={() => { void navigate("/"); setTour(true); }}
        live={<LiveState />}
      />
      <main id="content" className="page" tabIndex={-1}>
        {viewer.error && <FaultNote error={viewer.error} onRetry={() => setAttempt((n) => n + 1)} />}
        <TourContext value={{ open: tour, close: stopTour }}>
          <Suspense fallback={<Skeleton active className="waiting" />}>{children}</Suspense>
        </TourContext>
      </main>
      {credential() === null && <footer className="foot">{words.demo}</footer>}
      <Help open={help} onClose={() => setHelp(false)} />
    </ViewerContext>
  );
}
