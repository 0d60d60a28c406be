import { Tour } from "antd";

import { tour } from "../words/tour";
import { useWords } from "../words/locale";

/** IntakeTour shows in three steps how a matter finds its mediator. */
export default function IntakeTour({ onClose, onExample }: { onClose: () => void; onExample: (text: string) => void }) {
  const words = useWords(tour);
  return (
    <Tour
      open
      onClose={onClose}
      onFinish={onClose}
      keyboard
      onChange={(step) => step === 1 && onExample(words.example)}
      steps={[
        { title: words.tell, description: words.tellMore, target: () => find(".narrative") ?? document.body },
        { title: words.see, description: words.seeMore, target: () => find(".results-head") ?? document.body, placement: "bottom" },
        { title: words.ask, description: words.askMore, target: () => find(".candidate.chosen .offer-button") ?? find(".results-head") ?? document.body, placement: "bottomRight" },
      ]}
    />
  );
}

/** find is the part of the page that a step points to. */
function find(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector);
}
