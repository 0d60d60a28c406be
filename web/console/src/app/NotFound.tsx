import { Link } from "react-router";

import { app } from "../words/app";
import { useWords } from "../words/locale";

/** NotFound is shown at addresses that lead nowhere. */
export function NotFound() {
  const words = useWords(app);
  return (
    <section className="gate">
      <h1>{words.notFound}</h1>
      <p><Link to="/">{words.home}</Link></p>
    </section>
  );
}
