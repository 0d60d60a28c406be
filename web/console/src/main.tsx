import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import "./style/base.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
