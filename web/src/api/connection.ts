import { computed, reactive } from 'vue';

const AGAIN_MS = 5_000;

const state = reactive({ isLost: false });
let again: ReturnType<typeof setTimeout> | null = null;

function silent(): void {
  state.isLost = true;
  again ??= setTimeout(() => void ask(), AGAIN_MS);
}

function answered(): void {
  if (again !== null) clearTimeout(again);
  again = null;
  state.isLost = false;
}

/** Asks whether the service is back, until it is. */
async function ask(): Promise<void> {
  again = null;
  const isThere = await fetch('/health/live', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (isThere) answered();
  else silent();
}

/** Whether the service answers. What is lost is shown on every page, and what was typed stays there. */
export const connection = { isLost: computed(() => state.isLost), silent, answered };
