import { createContext, useContext } from "react";

/** Who uses the console. */
export interface Viewer {
  roles: readonly string[];
  region: { code: string; name: string; level: string } | null;
}

export const ViewerContext = createContext<Viewer>({ roles: [], region: null });

export function useViewer(): Viewer {
  return useContext(ViewerContext);
}

/** doesCasework says whether the viewer may see disputes and match people to them. */
export function doesCasework(viewer: Viewer): boolean {
  return viewer.roles.some((role) => role === "STAFF" || role === "DISTRICT_STAFF");
}
