/** What a unit was called when it was tied or explained: lines get new ids with every correction, names stay. */
export interface UnitLabel {
  readonly what: string;
  readonly model: string | null;
}

/** A line with so many units left to be filled. */
export interface Room extends UnitLabel {
  readonly room: number;
}

/**
 * For each of `labels`, in their order, the index of its room: the first of its name and model that is not full, else
 * the first that is not full at all; null where every one is. Those that have a room of their own name come first.
 */
export function placed(rooms: readonly Room[], labels: readonly UnitLabel[]): readonly (number | null)[] {
  const left = rooms.map(({ room }) => room);
  const take = (fits: (room: UnitLabel) => boolean): number | null => {
    const index = rooms.findIndex((room, place) => left[place]! > 0 && fits(room));
    if (index < 0) return null;
    left[index]! -= 1;
    return index;
  };
  const own = labels.map(({ what, model }) => take((room) => room.what === what && room.model === model));
  return own.map((index) => index ?? take(() => true));
}
