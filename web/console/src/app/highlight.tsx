import { Fragment } from "react";

/** pieces splits a highlighted text at its <em> marks. All else is text, whatever it looks like. */
export function pieces(text: string): { text: string; marked: boolean }[] {
  const found: { text: string; marked: boolean }[] = [];
  let rest = text;
  let marked = false;
  while (rest !== "") {
    const mark = marked ? "</em>" : "<em>";
    const end = rest.indexOf(mark);
    const piece = end < 0 ? rest : rest.slice(0, end);
    if (piece !== "") found.push({ text: piece, marked });
    if (end < 0) break;
    rest = rest.slice(end + mark.length);
    marked = !marked;
  }
  return found;
}

/** Highlight shows a text with its matched words marked; nothing in it is read as HTML. */
export function Highlight({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece, index) => (
        <Fragment key={index}>{piece.marked ? <mark>{piece.text}</mark> : piece.text}</Fragment>
      ))}
    </>
  );
}

/** plain is a highlighted text without its marks. */
export function plain(text: string): string {
  return pieces(text).map((p) => p.text).join("");
}
