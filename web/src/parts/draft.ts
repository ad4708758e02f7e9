import { type Ref, ref, watch } from 'vue';
import { person } from '../api/session.ts';

/** What somebody has typed and not sent: it is there again after they had to sign in anew. Empty, it is forgotten. */
export function useDraft(of: string): Ref<string> {
  const key = `shouwang.draft ${person.value?.name ?? ''} ${of}`;
  const typed = ref(sessionStorage.getItem(key) ?? '');
  watch(typed, (now) => (now === '' ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, now)));
  return typed;
}
