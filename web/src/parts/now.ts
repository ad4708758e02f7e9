import { onBeforeUnmount, readonly, type Ref, ref } from 'vue';

/** As often as people look at the time. */
const EVERY_MS = 15_000;

const now = ref(Date.now());
let timer: ReturnType<typeof setInterval> | undefined;
let users = 0;

/** The time, in milliseconds: one clock for all who ask while they are shown. */
export function useNow(): Readonly<Ref<number>> {
  users += 1;
  now.value = Date.now();
  timer ??= setInterval(() => (now.value = Date.now()), EVERY_MS);
  onBeforeUnmount(() => {
    users -= 1;
    if (users > 0) return;
    clearInterval(timer);
    timer = undefined;
  });
  return readonly(now);
}
