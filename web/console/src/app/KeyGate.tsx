import { Button, Input } from "antd";
import { useState } from "react";

import { keepCredential } from "../api/session";
import { app } from "../words/app";
import { useWords } from "../words/locale";
import { isComposing } from "./composition";

/** KeyGate asks for an access key where the server wants one. */
export function KeyGate({ onEnter }: { onEnter: () => void }) {
  const words = useWords(app);
  const [key, setKey] = useState("");
  const enter = () => {
    keepCredential(key.trim());
    onEnter();
  };
  return (
    <main className="gate" id="content">
      <h1>{words.keyTitle}</h1>
      <p>{words.keyAdvice}</p>
      <Input.Password
        aria-label={words.keyLabel}
        autoFocus
        autoComplete="off"
        value={key}
        onChange={(event) => setKey(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && !isComposing(event) && key.trim() !== "" && enter()}
      />
      <Button type="primary" disabled={key.trim() === ""} onClick={enter}>{words.keyEnter}</Button>
    </main>
  );
}
