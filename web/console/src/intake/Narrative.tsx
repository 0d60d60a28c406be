import { Input } from "antd";
import { useRef } from "react";

import { intake } from "../words/intake";
import { fill, useLocale, useWords } from "../words/locale";
import { useShortcut } from "../app/shortcut";

const examples = {
  zh: [
    "棠下镇桐井村一个工地，老板拖欠十几个工人三个月工资，大家想要个说法",
    "荷塘镇，两夫妻闹离婚，为抚养权争执，老人只会讲四邑话",
    "楼上漏水浸坏天花，物业话唔关佢事，傾咗几次都冇结果",
  ],
  en: [
    "棠下镇桐井村一个工地，老板拖欠十几个工人三个月工资，大家想要个说法",
    "荷塘镇，两夫妻闹离婚，为抚养权争执，老人只会讲四邑话",
  ],
} as const;

interface NarrativeProps {
  text: string;
  onText: (text: string) => void;
  onComposing: (composing: boolean) => void;
  demo: boolean;
  /** Registered: the statement can no longer be changed here. */
  locked: boolean;
}

/** Narrative is the one big box. Enter makes a new line and never sends anything. */
export function Narrative({ text, onText, onComposing, demo, locked }: NarrativeProps) {
  const words = useWords(intake);
  const { locale } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  useShortcut("/", () => box.current?.querySelector("textarea")?.focus());
  return (
    <div ref={box} className="narrative">
      <label htmlFor="narrative" className="narrative-title">{words.title}</label>
      <Input.TextArea
        id="narrative"
        autoFocus
        rows={5}
        maxLength={4000}
        value={text}
        readOnly={locked}
        placeholder={words.placeholder}
        onChange={(event) => onText(event.target.value)}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
      />
      <div className="narrative-foot">
        <span className="hint">{text !== "" && words.kept}</span>
        <span className="hint numeric">{fill(words.count, { n: text.length.toLocaleString("en") })}</span>
      </div>
      {demo && text === "" && (
        <div className="examples">
          <span>{words.examples}</span>
          {examples[locale].map((example) => (
            <button key={example} type="button" className="example" lang="zh-CN" onClick={() => onText(example)}>{example}</button>
          ))}
        </div>
      )}
    </div>
  );
}
