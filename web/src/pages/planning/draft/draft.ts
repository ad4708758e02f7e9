import { computed, ref } from 'vue';
import { type Position } from '../../../map/position.ts';
import { keptForOwner } from '../../../parts/kept-for-owner.ts';
import type { ChangeBody, ChangeOf, Plan } from '../answers.ts';
import { changeFor, type Items, itemsOf, keyOf, priced, put, without } from './items.ts';

/** The plan that a draft was read from, and over which version it is saved. */
export interface Origin {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly etag: string;
}
const state = keptForOwner<{ items: Items; origin: Origin | null }>('shouwang.planning.draft', {
  items: [],
  origin: null,
});
const selectedId = ref<string | null>(null);

type CameraChange = Exclude<ChangeBody, { kind: 'buy' }>;

/** Changes a camera of the register; what was said of it before, as its price, stays. */
function change(next: CameraChange): void {
  const before = changeFor(state.items, next.kind, next.cameraId);
  state.items = put(state.items, { costFen: 0, ...before, ...next } as ChangeBody);
}

function buy(camera: Omit<ChangeOf<'buy'>, 'kind'>): void {
  const next: ChangeBody = { kind: 'buy', ...camera };
  const key = keyOf(next, state.items);
  state.items = put(state.items, next, key);
  selectedId.value = key;
}

/** As somebody suggested them. */
function add(changes: readonly ChangeBody[]): void {
  state.items = changes.reduce<Items>((items, each) => put(items, each), state.items);
}

function bought(key: string): ChangeOf<'buy'> | undefined {
  const found = state.items.find((item) => item.key === key)?.change;
  return found?.kind === 'buy' ? found : undefined;
}

function editBought(key: string, patch: Partial<Omit<ChangeOf<'buy'>, 'kind'>>): void {
  const camera = bought(key);
  if (camera !== undefined) state.items = put(state.items, { ...camera, ...patch }, key);
}

function moveTo(id: string, position: Position): void {
  if (bought(id)) editBought(id, { position });
  else change({ kind: 'move', cameraId: id, position });
}

function turnTo(id: string, headingDeg: number): void {
  if (bought(id)) editBought(id, { headingDeg });
  else change({ kind: 'turn', cameraId: id, headingDeg });
}

/** How high it hangs, metres; null for what it is now, or what is usual. */
function hang({ id, position }: { id: string; position: Position }, mountHeightM: number | null): void {
  if (bought(id)) editBought(id, { mountHeightM });
  else change({ kind: 'move', cameraId: id, position, mountHeightM });
}

/** How far it looks down, degrees. Whoever knows no heading cannot say it of a camera of the register. */
function tilt({ id, headingDeg }: { id: string; headingDeg: number | null }, tiltDeg: number | null): void {
  if (bought(id)) editBought(id, { tiltDeg });
  else if (headingDeg !== null) change({ kind: 'turn', cameraId: id, headingDeg, tiltDeg });
}

/** Without an etag its changes are only a beginning for something new. */
function open(plan: Plan, etag: string | null): void {
  const { id, name, note } = plan;
  const changes = plan.changes.map(unnamed);
  const origin = etag === null ? null : { id, name, note, etag };
  Object.assign(state, { items: itemsOf(changes), origin });
  selectedId.value = null;
}

function unnamed(change: Plan['changes'][number]): ChangeBody {
  const { id: _id, ...rest } = change;
  return rest as ChangeBody;
}

function clear(): void {
  Object.assign(state, { items: [], origin: null });
  selectedId.value = null;
}

/** The changes that a planner is trying, on this screen alone until they are saved as a plan. */
export const draft = {
  items: computed(() => state.items),
  changes: computed(() => state.items.map((item) => item.change)),
  origin: computed(() => state.origin),
  selectedId: computed(() => selectedId.value),
  select: (id: string | null): void => void (selectedId.value = id),
  savedAs: (origin: Origin): void => void (state.origin = origin),
  price: (key: string, fen: number): void => void (state.items = priced(state.items, key, fen)),
  drop: (key: string): void => void (state.items = without(state.items, key)),
  change,
  add,
  buy,
  bought,
  editBought,
  moveTo,
  turnTo,
  hang,
  tilt,
  open,
  clear,
};
