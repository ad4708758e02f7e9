import { reactive, watch } from 'vue';
import { newKey } from '../api/new-key.ts';
import { person } from '../api/session.ts';

/** A form that writes money: its key is sent with it, so that however often it is sent, it is written once. */
export type Keyed<T extends object> = T & { key: string };

export interface KeptForm<T extends object> {
  readonly form: Keyed<T>;
  /** It was saved: nothing of it is kept, and the next one is another. */
  readonly saved: () => void;
  /** Forgets what was typed, for what will be another entry. */
  readonly restart: () => void;
}

/**
 * What somebody types, kept in this tab until it is saved: over a session that ends, a reload, and a wrong click.
 * `name` tells forms apart.
 */
export function keptForm<T extends object>(name: string, fresh: () => T): KeptForm<T> {
  const place = `shouwang.form.${person.value?.id ?? person.value?.name}.${name}`;
  const kept = sessionStorage.getItem(place);
  const start = kept === null ? { ...fresh(), key: newKey() } : (JSON.parse(kept) as Keyed<T>);
  const form = reactive(start) as Keyed<T>;
  const stop = watch(form, (now) => sessionStorage.setItem(place, JSON.stringify(now)), { deep: true });
  const saved = (): void => {
    stop();
    sessionStorage.removeItem(place);
  };
  const restart = (): void => void Object.assign(form, fresh(), { key: newKey() });
  return { form, saved, restart };
}
