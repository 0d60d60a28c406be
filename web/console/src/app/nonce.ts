/**
 * carryNonce gives every style element that the page's own scripts make the nonce of the page. The widget library makes
 * most of its styles with a nonce but a few (scroll lock, scroll bar width) without; markup that is put into the page as
 * text still gets none, so the content security policy keeps refusing it.
 */
export function carryNonce(document: Document): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  if (!nonce) return;
  const create = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  const carrying = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (name.toLowerCase() === "style") element.nonce = nonce;
    return element;
  };
  document.createElement = carrying as typeof document.createElement;
}
