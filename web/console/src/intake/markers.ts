/** What is needed of a candidate to place it. */
export interface Placeable {
  rank: number;
  mediator: { id: string; name: string; home?: { latitude?: number | null; longitude?: number | null } | null };
  organization?: { name: string; latitude?: number | null; longitude?: number | null } | null;
}

/** One spot of the map with all candidates who are there. */
export interface Marker {
  id: string;
  people: string[];
  /** Of the best of them. */
  rank: number;
  title: string;
  words: string;
  latitude: number;
  longitude: number;
}

/** markersOf joins candidates at the same spot, so that none hides another. */
export function markersOf(candidates: readonly Placeable[]): { markers: Marker[]; unplaced: number } {
  const spots = new Map<string, Placeable[]>();
  let unplaced = 0;
  for (const candidate of candidates) {
    const point = pointOf(candidate);
    if (point === null) {
      unplaced++;
      continue;
    }
    const key = point.join(" ");
    spots.set(key, [...(spots.get(key) ?? []), candidate]);
  }
  const markers = [...spots.values()].map((here) => {
    const [latitude, longitude] = pointOf(here[0]!)!;
    return {
      id: here[0]!.mediator.id, latitude, longitude,
      people: here.map((c) => c.mediator.id),
      rank: here[0]!.rank,
      title: here.length > 1 ? `${here[0]!.mediator.name} +${here.length - 1}` : here[0]!.mediator.name,
      words: here.map((c) => `${c.rank}  ${c.mediator.name}  ${c.organization?.name ?? ""}`.trimEnd()).join("\n"),
    };
  });
  return { markers, unplaced };
}

function pointOf(c: Placeable): [latitude: number, longitude: number] | null {
  for (const place of [c.organization, c.mediator.home]) {
    if (typeof place?.latitude === "number" && typeof place.longitude === "number") return [place.latitude, place.longitude];
  }
  return null;
}
