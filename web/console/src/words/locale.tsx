import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";

/** The console speaks Chinese and English. */
export type Locale = "zh" | "en";

/** One text in both languages; `{name}` marks a place to fill. */
export type Phrase = readonly [zh: string, en: string];

/** The texts of one noun. */
export type Book = Readonly<Record<string, Phrase>>;

/** A book in one language. */
export type Words<B extends Book> = { readonly [K in keyof B]: string };

const storageKey = "liuyuan.locale";

interface LocaleChoice {
  locale: Locale;
  choose: (locale: Locale) => void;
}

const LocaleContext = createContext<LocaleChoice>({ locale: "zh", choose: () => undefined });

function storedLocale(): Locale {
  const asked = new URLSearchParams(window.location.search).get("lang") ?? window.localStorage.getItem(storageKey);
  if (asked === "zh" || asked === "en") return asked;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
}

/** LocaleProvider keeps the chosen language in this browser. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(storedLocale);
  const choose = useCallback((next: Locale) => {
    window.localStorage.setItem(storageKey, next);
    setLocale(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
  }, [locale]);
  const choice = useMemo(() => ({ locale, choose }), [locale, choose]);
  return <LocaleContext.Provider value={choice}>{children}</LocaleContext.Provider>;
}

export function useLocale(): LocaleChoice {
  return useContext(LocaleContext);
}

/** say is a book in one language. */
export function say<B extends Book>(book: B, locale: Locale): Words<B> {
  const index = locale === "zh" ? 0 : 1;
  return Object.fromEntries(Object.entries(book).map(([name, phrase]) => [name, phrase[index]])) as Words<B>;
}

/** useWords is a book in the language of the reader. */
export function useWords<B extends Book>(book: B): Words<B> {
  const { locale } = useLocale();
  return useMemo(() => say(book, locale), [book, locale]);
}

/** fill puts values into the `{places}` of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
