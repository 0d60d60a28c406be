import { describe, expect, test, vi } from "vitest";
import { act } from "react";
import { createRoot } from "react-dom/client";

import { isComposing } from "../src/app/composition";
import { combinationOf, useShortcut } from "../src/app/shortcut";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

function press(init: KeyboardEventInit & { keyCode?: number }, target: EventTarget = window): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
  if (init.keyCode !== undefined) Object.defineProperty(event, "keyCode", { value: init.keyCode });
  target.dispatchEvent(event);
  return event;
}

function mounted(combination: string, act_: () => void): () => void {
  const box = document.createElement("div");
  document.body.append(box);
  const root = createRoot(box);
  function Listener() {
    useShortcut(combination, act_);
    return <textarea />;
  }
  act(() => root.render(<Listener />));
  return () => {
    act(() => root.unmount());
    box.remove();
  };
}

describe("keys while an input method composes", () => {
  test("belong to the input method, by isComposing or by the code 229", () => {
    expect(isComposing({ isComposing: true })).toBe(true);
    expect(isComposing({ keyCode: 229 })).toBe(true);
    expect(isComposing({ nativeEvent: { isComposing: true }, isComposing: false })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
  });

  test("never trigger a shortcut, not even Ctrl+Enter", () => {
    const acted = vi.fn();
    const unmount = mounted("ctrl+Enter", acted);
    press({ key: "Enter", ctrlKey: true, isComposing: true });
    press({ key: "Enter", ctrlKey: true, keyCode: 229 });
    expect(acted).not.toHaveBeenCalled();
    press({ key: "Enter", ctrlKey: true });
    expect(acted).toHaveBeenCalledTimes(1);
    unmount();
  });
});

describe("shortcuts", () => {
  test("Enter alone is no shortcut for an offer", () => {
    const acted = vi.fn();
    const unmount = mounted("ctrl+Enter", acted);
    press({ key: "Enter" });
    expect(acted).not.toHaveBeenCalled();
    unmount();
  });

  test("bare keys are typed, not obeyed, inside a field", () => {
    const acted = vi.fn();
    const unmount = mounted("/", acted);
    press({ key: "/" }, document.querySelector("textarea")!);
    expect(acted).not.toHaveBeenCalled();
    press({ key: "/" }, document.body);
    expect(acted).toHaveBeenCalledTimes(1);
    unmount();
  });

  test("⌘ counts as Ctrl and letters go by their place on the keyboard", () => {
    expect(combinationOf(new KeyboardEvent("keydown", { key: "Enter", metaKey: true }))).toBe("ctrl+Enter");
    expect(combinationOf(new KeyboardEvent("keydown", { key: "ç", code: "KeyC", altKey: true }))).toBe("alt+c");
    expect(combinationOf(new KeyboardEvent("keydown", { key: "ArrowDown", code: "ArrowDown", altKey: true }))).toBe("alt+ArrowDown");
  });
});
