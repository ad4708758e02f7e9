import { z } from 'zod';
import { accessSchema, oidcSchema } from './rooms/access.schema.js';
import { boardSchema } from './rooms/board.schema.js';
import { coverageSchema } from './rooms/coverage.schema.js';
import { discoverySchema } from './rooms/discovery.schema.js';
import { dispatchSchema } from './rooms/dispatch.schema.js';
import { fundingSchema } from './rooms/funding.schema.js';
import { mapSchema } from './rooms/map.schema.js';
import { metricsSchema } from './rooms/metrics.schema.js';
import { notifySchema } from './rooms/notify.schema.js';
import { picturesSchema } from './rooms/pictures.schema.js';
import { framesSchema, liveSchema, probingSchema } from './rooms/probing.schema.js';
import { proberSchema, queueSchema } from './rooms/queue.schema.js';
import { importsSchema, qualitySchema } from './rooms/registry.schema.js';
import { uptimeSchema } from './rooms/uptime.schema.js';
import { sealingKey, timeZone } from './scalars.js';

/** Every setting, with its unit and range. `config/default.yaml` holds the values; the environment goes over them. */
export const configSchema = z.strictObject({
  role: z.enum(['all', 'control', 'prober']).describe('What this process does; `all` is the whole service.'),
  dataDir: z.string().min(1).describe('Folder for the embedded database and the key file.'),
  secretKey: sealingKey
    .nullable()
    .describe('Key that seals credentials; null makes and uses `secret.key` in the data folder.'),
  oldSecretKey: sealingKey
    .nullable()
    .describe(
      'The key before `secretKey`, which still opens, until `npm run keys:rotate` has sealed everything anew.',
    ),
  bootstrapToken: z
    .string()
    .min(24, 'must be at least 24 characters')
    .nullable()
    .describe('Admin bearer token; null makes and uses `admin-token` in the data folder.'),
  ffmpegPath: z
    .string()
    .min(1)
    .nullable()
    .describe('FFmpeg command for the second opinion; null uses the libraries.'),
  timeZone: timeZone.describe(
    "The town's: days, months, maintenance windows, quiet hours and the times in messages are in it.",
  ),
  townName: z.string().trim().min(1).max(50).describe('As pages and reports name the town.'),
  language: z.enum(['zh', 'en']).describe('Of pages, for who has chosen none.'),
  http: z.strictObject({
    host: z.string().min(1).describe('Address to listen on.'),
    port: z.number().int().min(0).max(65_535).describe('Port to listen on; 0 takes a free one.'),
  }),
  database: z.strictObject({
    url: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .nullable()
      .describe('PostgreSQL; null uses SQLite in the data folder.'),
  }),
  replica: z.strictObject({
    url: z
      .string()
      .regex(
        /^https?:\/\/[^/?#@\s]+\/?$/,
        'must be http:// or https://, a host and a port, and nothing behind them',
      )
      .nullable()
      .describe('Where other replicas on the same PostgreSQL reach this one; null finds it out.'),
  }),
  queue: queueSchema,
  prober: proberSchema,
  log: z.strictObject({
    level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  }),
  access: accessSchema,
  oidc: oidcSchema,
  metrics: metricsSchema,
  quality: qualitySchema,
  probing: probingSchema,
  pictures: picturesSchema,
  discovery: discoverySchema,
  frames: framesSchema,
  live: liveSchema,
  imports: importsSchema,
  uptime: uptimeSchema,
  coverage: coverageSchema,
  notify: notifySchema,
  dispatch: dispatchSchema,
  funding: fundingSchema,
  board: boardSchema,
  map: mapSchema,
});

export type ConfigValues = z.infer<typeof configSchema>;
