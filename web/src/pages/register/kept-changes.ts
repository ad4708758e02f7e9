import { person } from '../../api/session.ts';
import type { Draft } from './camera-draft.ts';

/** What was typed of a camera and not saved, kept in this tab: over a session that ends, and a reload. */
export function keptChanges(id: string | null) {
  const place = `shouwang.form.${person.value?.id ?? person.value?.name}.camera.${id ?? 'new'}`;
  return {
    read: (): Draft => JSON.parse(sessionStorage.getItem(place) ?? '{}') as Draft,
    write: (changes: Draft): void =>
      Object.keys(changes).length === 0
        ? sessionStorage.removeItem(place)
        : sessionStorage.setItem(place, JSON.stringify(changes)),
  };
}
