/** The part of a keyboard event that tells whether an input method is composing. */
interface Key {
  isComposing?: boolean;
  keyCode?: number;
}

/**
 * isComposing says that a key belongs to an input method: it picks a candidate and must not act on the page.
 * Browsers tell it by isComposing; some report the key that ends a composition with the code 229 only.
 */
export function isComposing(event: Key & { nativeEvent?: Key }): boolean {
  const key = event.nativeEvent ?? event;
  return key.isComposing === true || key.keyCode === 229;
}
