import { createContext } from "react";

/** Whether the tour runs, and how to end it. */
export const TourContext = createContext<{ open: boolean; close: () => void }>({ open: false, close: () => undefined });
