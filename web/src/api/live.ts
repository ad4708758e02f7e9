import { computed, reactive } from 'vue';
import {
  CAMERA_BOARD,
  type CameraBoard,
  changed,
  inMaintenance,
  inState,
  type MaintenanceChange,
  type StateChange,
  type TownCamera,
} from './camera-board.ts';
import { queryClient } from './query-client.ts';
import { session } from './session.ts';

/** How soon it tries again after a refusal; a connection that broke is taken up again by the browser itself. */
const AGAIN_MS = 5_000;
/** Figures of villages follow changes of cameras no more often than this. */
const FIGURES_EVERY_MS = 3_000;

type Told<T> = { readonly items: readonly T[] };

const state = reactive({ isOn: false });
let source: EventSource | null = null;
let lastId = '';
let again: ReturnType<typeof setTimeout> | undefined;
let impatience: ReturnType<typeof setTimeout> | undefined;
let figures: ReturnType<typeof setTimeout> | undefined;
let silenceMs = 40_000;
/** Nobody told what happened since: it is asked again. */
let missed = false;

/** While somebody is signed in: one stream a tab, and none while nobody looks at it, for browsers open only six. */
function start(): void {
  document.addEventListener('visibilitychange', look);
  look();
}

function stop(): void {
  document.removeEventListener('visibilitychange', look);
  close();
  lastId = '';
}

function look(): void {
  if (document.hidden) close();
  else if (source === null) open();
}

function close(): void {
  source?.close();
  source = null;
  state.isOn = false;
  clearTimeout(again);
  clearTimeout(impatience);
}

function open(): void {
  close();
  const after = lastId === '' ? '' : `?after=${encodeURIComponent(lastId)}`;
  source = new EventSource(`/api/v1/board/events${after}`);
  source.addEventListener('error', () => {
    state.isOn = false;
    missed ||= lastId === '';
    if (source?.readyState === EventSource.CLOSED) later();
  });
  on('hello', ({ beatEveryS }: { beatEveryS: number }) => {
    silenceMs = beatEveryS * 2_500;
    if (missed) void queryClient.invalidateQueries();
    missed = false;
  });
  on('beat', () => {});
  on('reset', () => void queryClient.invalidateQueries());
  on('states', ({ items }: Told<StateChange>) => camerasChanged(items, inState));
  on('maintenance', ({ items }: Told<MaintenanceChange>) => camerasChanged(items, inMaintenance));
  on('outages', ({ items }: Told<{ cameraId: string }>) => askAgain('outages', items));
  on('incidents', () => askAgain('incidents'));
  on('orders', () => askAgain('work-orders'));
  on('register', () => void queryClient.invalidateQueries());
  on('end', ({ reason }: { reason: string }) => ended(reason));
}

function on<T>(type: string, take: (told: T) => void): void {
  source!.addEventListener(type, (event: MessageEvent<string>) => {
    state.isOn = type !== 'end';
    if (event.lastEventId !== '') lastId = event.lastEventId;
    clearTimeout(impatience);
    // A line that is dead without saying so: beats have stopped.
    impatience = setTimeout(open, silenceMs);
    take(JSON.parse(event.data) as T);
  });
}

function later(): void {
  close();
  again = setTimeout(look, AGAIN_MS);
}

function ended(reason: string): void {
  if (reason === 'signed-out') return session.ended();
  if (reason === 'account-changed') return location.reload();
  later();
}

function camerasChanged<C extends { readonly cameraId: string }>(
  items: readonly C[],
  applied: (camera: TownCamera, change: C) => TownCamera,
): void {
  queryClient.setQueryData<CameraBoard>(CAMERA_BOARD, (board) => board && changed(board, items, applied));
  askCameras(items);
  figures ??= setTimeout(() => {
    figures = undefined;
    askAgain('villages-board');
    askAgain('band');
  }, FIGURES_EVERY_MS);
}

function askAgain(what: string, items: readonly { cameraId: string }[] = []): void {
  void queryClient.invalidateQueries({ queryKey: [what] });
  askCameras(items);
}

/** Only those that a page shows are asked for. */
function askCameras(items: readonly { cameraId: string }[]): void {
  for (const { cameraId } of items) void queryClient.invalidateQueries({ queryKey: ['camera', cameraId] });
}

/** What changes is told by the service, and brought into what pages have asked already. */
export const live = { start, stop, isOn: computed(() => state.isOn) };
