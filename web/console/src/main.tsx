import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { carryNonce } from "./app/nonce";
import "./style/base.css";

carryNonce(document);
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
