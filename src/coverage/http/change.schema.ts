import { z } from 'zod';
import { plainText, reference } from '../../platform/entry-request.schema.js';
import type { Change, PricedChange } from '../domain/changes/change.js';

/** The most changes of one request or plan. */
const MOST_CHANGES = 2_000;
/** A thousand million yuan. */
const MOST_FEN = 100_000_000_000;

export const fen = z
  .number()
  .int('must be whole fen')
  .min(0, 'must not be below 0')
  .max(MOST_FEN, `must be at most ${MOST_FEN} fen`);

export const line = (label: string, maxLength: number) =>
  plainText()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must be at most ${maxLength} characters`)
    .describe(`${label}, 1…${maxLength} characters.`);

const between = (least: number, most: number, unit: string) => {
  const message = `must be ${least}…${most} ${unit}`;
  return z.number(message).min(least, message).max(most, message);
};
const upTo = (most: number, unit: string) => {
  const message = `must be more than 0 and at most ${most} ${unit}`;
  return z.number(message).gt(0, message).max(most, message);
};

export const positionSchema = z.strictObject({
  latitudeDeg: between(-90, 90, 'degrees; longitude may stand in its place').describe(
    'WGS 84, degrees, -90…90.',
  ),
  longitudeDeg: between(-180, 180, 'degrees').describe('WGS 84, degrees, -180…180.'),
});

export const headingDeg = between(0, 360, 'degrees clockwise from north').describe(
  'Where the middle of the picture points, degrees clockwise from north, 0…360.',
);
const tiltDeg = between(-90, 90, 'degrees below the horizon').describe('Degrees below the horizon, -90…90.');
const mountHeightM = between(0.1, 300, 'metres').describe('Above ground, metres, 0.1…300.');

const usual = 'Null or left out: what is usual for the type.';

export const lensFields = {
  resolution: line('分辨率, as 1920x1080 or 4K', 20).nullable().default(null),
  horizontalFieldOfViewDeg: between(0.1, 360, 'degrees')
    .nullable()
    .describe(`水平视场角, degrees. ${usual}`)
    .default(null),
  verticalFieldOfViewDeg: between(0.1, 180, 'degrees')
    .nullable()
    .describe(`竖直视场角, degrees. ${usual}`)
    .default(null),
  viewDistanceM: upTo(10_000, 'metres').nullable().describe(`可视距离, metres. ${usual}`).default(null),
};

/** How a camera hangs and looks, without its heading. */
export const mountingFields = {
  cameraType: z
    .enum(['1', '2', '3', '4', '5', '99'])
    .describe('摄像机类型: 1 球机, 2 半球, 3 固定枪机, 4 遥控枪机, 5 卡口枪机, 99 未知.')
    .default('3'),
  mountHeightM: mountHeightM.nullable().describe(`安装高度, metres. ${usual}`).default(null),
  tiltDeg: tiltDeg.nullable().describe(`俯角, degrees below the horizon. ${usual}`).default(null),
  ...lensFields,
};

const cameraId = reference('camera');
const costFen = fen.describe('What it costs, fen.').default(0);

export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('buy'),
    name: line('Name of the camera that is to be bought', 100),
    villageId: reference('village'),
    position: positionSchema.describe('Where it is to hang.'),
    headingDeg: headingDeg.nullable().default(null),
    ...mountingFields,
    costFen,
  }),
  z.strictObject({
    kind: z.literal('move'),
    cameraId,
    position: positionSchema.describe('Where it is to hang.'),
    mountHeightM: mountHeightM.nullable().describe('Metres; null: as high as now.').default(null),
    headingDeg: headingDeg.nullable().describe('Degrees; null: looks where it looks now.').default(null),
    costFen,
  }),
  z.strictObject({
    kind: z.literal('turn'),
    cameraId,
    headingDeg,
    tiltDeg: tiltDeg.nullable().describe('Degrees below the horizon; null: as now.').default(null),
    costFen,
  }),
  z
    .strictObject({ kind: z.literal('change-lens'), cameraId, ...lensFields, costFen })
    .describe('What is null stays as it is.'),
  z.strictObject({ kind: z.literal('remove'), cameraId, costFen }),
  z.strictObject({ kind: z.literal('repair'), cameraId, costFen }),
]);

export const changesSchema = z
  .array(changeSchema)
  .min(1, 'must name at least one change')
  .max(MOST_CHANGES, `must be at most ${MOST_CHANGES} changes`)
  .describe('What is done to the cameras, one after another; 1…2000.');

type ChangeBody = z.output<typeof changeSchema>;

export function changeOf(id: string, body: ChangeBody): PricedChange {
  const { costFen: cost, ...rest } = body;
  return { id, costFen: cost, change: plain(rest as ChangeBody) };
}

function plain(body: ChangeBody): Change {
  if (body.kind === 'buy') {
    const { kind, name, villageId, position, ...mounting } = body;
    return { kind, camera: { name, villageId, position, mounting } };
  }
  if (body.kind === 'change-lens') {
    const { kind, cameraId: of, ...lens } = body;
    return { kind, cameraId: of, lens };
  }
  return body;
}

/** A change as it was written: it can be sent again. */
export function changeAnswer({ change, costFen: cost }: Pick<PricedChange, 'change' | 'costFen'>) {
  if (change.kind === 'buy') {
    const { mounting, ...camera } = change.camera;
    return { kind: change.kind, ...camera, ...mounting, costFen: cost };
  }
  if (change.kind === 'change-lens')
    return { kind: change.kind, cameraId: change.cameraId, ...change.lens, costFen: cost };
  return { ...change, costFen: cost };
}
