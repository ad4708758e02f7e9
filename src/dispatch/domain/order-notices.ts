import type { Draft } from './draft.js';
import type { WorkOrder } from './order.js';
import type { OrderStep } from './step.js';
import type { Level } from './told.js';
import type { Words } from './words.js';

/** What of an order's cameras is told with it. */
export interface OrderPlace {
  /** The village of its cameras; null for several, or none that is left. */
  readonly villageId: string | null;
  readonly cameraNames: readonly string[];
  /** What a technician can try, of those that are down; each once. */
  readonly advice: readonly Words[];
}

/** Of more kinds of faults than these the pages tell. */
const MOST_ADVICE = 3;

type Told = Readonly<
  Partial<Record<OrderStep['action'], { kind: Draft['kind']; level: Level; what: Words; counted?: Words }>>
>;

const TOLD: Told = {
  open: {
    kind: 'report',
    level: 'routine',
    what: { zh: '新工单', en: 'New work order' },
    counted: { zh: '张新工单', en: 'new work orders' },
  },
  reopen: {
    kind: 'report',
    level: 'routine',
    what: { zh: '工单重开：修好后又离线', en: 'Work order again: it fell soon after' },
    counted: { zh: '张工单重开', en: 'work orders again' },
  },
  remind: {
    kind: 'reminder',
    level: 'routine',
    what: { zh: '工单逾期', en: 'Work order overdue' },
    counted: { zh: '张工单逾期', en: 'work orders overdue' },
  },
  'remind-paper': {
    kind: 'reminder',
    level: 'urgent',
    what: { zh: '已报修复，但探测仍离线', en: 'Said to be mended, still offline' },
    counted: { zh: '张工单报修复但仍离线', en: 'work orders mended on paper only' },
  },
  close: {
    kind: 'recovered',
    level: 'routine',
    what: { zh: '工单办结：探测已确认', en: 'Work order closed: probing confirmed it' },
    counted: { zh: '张工单办结', en: 'work orders closed' },
  },
  cancel: {
    kind: 'report',
    level: 'routine',
    what: { zh: '工单撤销', en: 'Work order cancelled' },
    counted: { zh: '张工单撤销', en: 'work orders cancelled' },
  },
};
const MOST_NAMES = 20;

/** Null for a step that nobody need be told of. Its id is the step's, so that it is told once. */
export function orderNotice(order: WorkOrder, step: OrderStep, place: OrderPlace): Draft | null {
  const told = TOLD[step.action];
  if (told === undefined) return null;
  const { kind, level, what, counted = null } = told;
  const thread = `work-order:${order.id}`;
  return {
    id: `${thread}:${step.id}`,
    thread,
    kind,
    level,
    villageId: place.villageId,
    isForVillageOnly: false,
    at: step.at,
    title: { zh: `${what.zh}：${order.title}`, en: `${what.en}: ${order.title}` },
    lines: [
      ...whose(order),
      ...why(step),
      ...names(order, place),
      ...(isToDo(step) ? place.advice : []).slice(0, MOST_ADVICE),
    ],
    counted,
  };
}

function isToDo({ action }: OrderStep): boolean {
  return action !== 'close' && action !== 'cancel';
}

function whose({ contractor, assignee }: WorkOrder): readonly Words[] {
  const who = [contractor, assignee].filter((name) => name !== null).join(' / ');
  return who === '' ? [] : [{ zh: `负责：${who}`, en: `With ${who}` }];
}

function why({ details, action, actor }: OrderStep): readonly Words[] {
  const said = action === 'cancel' ? details['reason'] : details['words'];
  return typeof said === 'string' && said !== ''
    ? [{ zh: `${actor.name}：${said}`, en: `${actor.name}: ${said}` }]
    : [];
}

function names({ title, cameraIds }: WorkOrder, { cameraNames }: OrderPlace): readonly Words[] {
  if (cameraIds.length === 1 && title.includes(cameraNames[0] ?? '')) return [];
  const shown = cameraNames.slice(0, MOST_NAMES);
  const rest = cameraIds.length - shown.length;
  return [
    {
      zh: `${shown.join('、')}${rest > 0 ? ` 等 ${cameraIds.length} 台` : ''}`,
      en: `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    },
  ];
}
