import { useMemo } from "react";

import { useAnswer } from "../api/answer";
import { useViewer } from "../app/viewer";
import { RegionsDocument } from "../gql/graphql";

export interface Place {
  code: string;
  name: string;
  level: string;
  latitude?: number | null;
  longitude?: number | null;
  children?: readonly Place[];
}

/** Places are the regions by code. */
export interface Places {
  roots: readonly Place[];
  byCode: ReadonlyMap<string, Place>;
  /** "棠下镇 · 三堡村" for a village, else the name. */
  fullName: (code: string) => string;
}

/** placesOf makes regions easy to look up. */
export function placesOf(roots: readonly Place[]): Places {
  const byCode = new Map<string, Place>();
  const add = (place: Place) => {
    byCode.set(place.code, place);
    place.children?.forEach(add);
  };
  roots.forEach(add);
  const fullName = (code: string) => {
    const own = byCode.get(code)?.name ?? code;
    const town = code.length >= 12 ? byCode.get(code.slice(0, 9))?.name : undefined;
    return town ? `${town} · ${own}` : own;
  };
  return { roots, byCode, fullName };
}

/** usePlaces loads the towns and villages of the reader's district once. */
export function usePlaces(): Places {
  const home = useViewer().region?.code;
  const { data } = useAnswer(RegionsDocument, home ? { district: home.slice(0, 6) } : null);
  return useMemo(() => placesOf(data?.regions ?? []), [data]);
}
