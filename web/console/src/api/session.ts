/** The personas that demo mode offers; the header X-Demo-Role picks one. */
export const personas = ["DISTRICT_STAFF", "STAFF", "ROSTER_ADMIN", "MEDIATOR", "AUDITOR"] as const;
export type Persona = (typeof personas)[number];

const personaKey = "liuyuan.persona";
const credentialKey = "liuyuan.key";

// Both live as long as the browser tab: a key is a secret and is not kept on a shared machine.

export function persona(): Persona | null {
  const stored = window.sessionStorage.getItem(personaKey);
  return personas.find((p) => p === stored) ?? null;
}

export function choosePersona(next: Persona | null): void {
  if (next) window.sessionStorage.setItem(personaKey, next);
  else window.sessionStorage.removeItem(personaKey);
}

export function credential(): string | null {
  return window.sessionStorage.getItem(credentialKey);
}

export function keepCredential(key: string | null): void {
  if (key) window.sessionStorage.setItem(credentialKey, key);
  else window.sessionStorage.removeItem(credentialKey);
}

/** headers tell the server who asks and which language to answer in. */
export function headers(): Record<string, string> {
  const all: Record<string, string> = {
    Accept: "application/graphql-response+json, application/json;q=0.9",
    "Accept-Language": document.documentElement.lang === "en" ? "en" : "zh-CN",
  };
  const key = credential();
  const role = persona();
  if (key) all["Authorization"] = `Bearer ${key}`;
  else if (role) all["X-Demo-Role"] = role;
  return all;
}
