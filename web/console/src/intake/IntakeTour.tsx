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
      onChange={(step) => step === 1 && onExample(words.example)}
      steps={[
        { title: words.tell, description: words.tellMore, target: () => document.querySelector<HTMLElement>(".narrative")! },
        { title: words.see, description: words.seeMore, target: () => document.querySelector<HTMLElement>(".results")!, placement: "left" },
        { title: words.ask, description: words.askMore, target: () => document.querySelector<HTMLElement>(".results")!, placement: "left" },
      ]}
    />
  );
}
