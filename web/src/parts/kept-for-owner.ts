import { reactive, type Reactive, watch } from 'vue';
import { person } from '../api/session.ts';

/**
 * What somebody is working at and has not saved: it outlives a reload and the end of the session, in this tab and for
 * whoever it belongs to. Somebody else begins with `nothing`.
 */
export function keptForOwner<T extends object>(place: string, nothing: T): Reactive<T> {
  const kept = read<T>(place);
  const state = reactive({ ...nothing, ...kept?.value }) as Reactive<T>;
  let ownerId = kept?.ownerId ?? null;
  watch(state, (value) => sessionStorage.setItem(place, JSON.stringify({ ownerId, value })), { deep: true });
  watch(
    person,
    (now) => {
      if (now === null) return;
      const isAnother = ownerId !== now.name;
      ownerId = now.name;
      if (isAnother) Object.assign(state, nothing);
    },
    { immediate: true },
  );
  return state;
}

function read<T>(place: string): { ownerId: string; value: Partial<T> } | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as {
      ownerId: string;
      value: Partial<T>;
    } | null;
  } catch {
    return null;
  }
}
