import { App as Antd, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import { lazy, useMemo, useState } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { Provider } from "urql";

import { makeClient } from "../api/client";
import { IntakePage } from "../intake/IntakePage";
import { LocaleProvider, useLocale } from "../words/locale";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";
import { theme } from "./theme";

const DisputesPage = lazy(() => import("../disputes/DisputesPage"));
const DisputePage = lazy(() => import("../disputes/DisputePage"));
const DirectoryPage = lazy(() => import("../directory/DirectoryPage"));
const PersonPage = lazy(() => import("../directory/PersonPage"));
const InstitutionPage = lazy(() => import("../directory/InstitutionPage"));
const SixPage = lazy(() => import("../directory/SixPage"));

/** App is the whole console. */
export function App() {
  return (
    <LocaleProvider>
      <Console />
    </LocaleProvider>
  );
}

function Console() {
  const { locale } = useLocale();
  const [reader, setReader] = useState(0);
  const client = useMemo(makeClient, [reader, locale]);
  return (
    <ConfigProvider locale={locale === "zh" ? zh : en} theme={theme} button={{ autoInsertSpace: false }}>
      <Antd>
        <Provider value={client}>
          <BrowserRouter>
            <Frame key={reader} onReader={() => setReader((n) => n + 1)}>
              <Pages />
            </Frame>
          </BrowserRouter>
        </Provider>
      </Antd>
    </ConfigProvider>
  );
}

function Pages() {
  return (
    <Routes>
      <Route path="/" element={<IntakePage />} />
      <Route path="/disputes" element={<DisputesPage />} />
      <Route path="/disputes/:id" element={<DisputePage />} />
      <Route path="/directory" element={<DirectoryPage />} />
      <Route path="/people/:id" element={<PersonPage />} />
      <Route path="/organizations/:id" element={<InstitutionPage />} />
      <Route path="/six" element={<SixPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
