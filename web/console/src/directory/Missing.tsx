import { Link } from "react-router";

import { directory } from "../words/directory";
import { useWords } from "../words/locale";

/** Missing is shown for records that do not exist or are not visible: the two look the same. */
export function Missing() {
  const words = useWords(directory);
  return (
    <section className="gate">
      <h1>{words.missing}</h1>
      <p><Link to="/directory">{words.backTo}</Link></p>
    </section>
  );
}
