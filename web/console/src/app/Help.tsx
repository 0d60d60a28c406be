import { Modal } from "antd";

import { app, shortcuts } from "../words/app";
import { useWords } from "../words/locale";

const keys = [
  ["next", "Alt ↓"],
  ["previous", "Alt ↑"],
  ["offer", "Ctrl ↵"],
  ["why", "Alt Y"],
  ["copy", "Alt C"],
  ["print", "Alt P"],
  ["fresh", "Alt N"],
  ["search", "/"],
  ["pages", "Alt 1 2 3"],
  ["help", "?"],
] as const;

/** Help lists the keyboard shortcuts. */
export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords(app);
  const names = useWords(shortcuts);
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={words.help} width={460}>
      <dl className="keys">
        {keys.map(([name, key]) => (
          <div key={name}>
            <dt>{key.split(" ").map((part) => <kbd key={part}>{part}</kbd>)}</dt>
            <dd>{names[name]}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{names.note}</p>
    </Modal>
  );
}
