import { z } from 'zod';

const milliseconds = z.number().int().min(1).max(600_000);
const score = z.number().min(0.01).max(1).describe('Score (0…1) from which a picture looks wrong.');
const cidr = z.union([z.cidrv4(), z.cidrv6()], 'must be a network in CIDR form, as 10.20.0.0/16');

/** What the provider says is believed: on the way it must be safe from others. */
function isSafeIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || hostname === 'localhost' || /^127\.|^\[::1\]$/.test(hostname);
}

const share = z.number().min(0).max(1);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Every setting, with its unit and range. `config/default.yaml` holds the values; the environment goes over them. */
export const configSchema = z.strictObject({
  role: z.enum(['all']).describe('What this process does; `all` is the whole service.'),
  dataDir: z.string().min(1).describe('Folder for the embedded database and the key file.'),
  secretKey: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits (32 bytes)')
    .nullable()
    .describe('Key that seals credentials; null makes and uses `secret.key` in the data folder.'),
  oldSecretKey: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits (32 bytes)')
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
  log: z.strictObject({
    level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  }),
  access: z.strictObject({
    sessionIdleHours: z
      .number()
      .min(0.1)
      .max(720)
      .describe('A session ends when it was not used for so long.'),
    sessionMaxDays: z
      .number()
      .min(0.1)
      .max(365)
      .describe('A session ends this long after its login, used or not.'),
    secureCookie: z
      .enum(['auto', 'always', 'never'])
      .describe(
        'Whether browsers send the session over HTTPS alone; `auto` where the login came over HTTPS.',
      ),
    minPasswordLength: z.number().int().min(8).max(64).describe('Characters of a password, at least.'),
    attemptsByAccount: z
      .number()
      .int()
      .min(1)
      .max(1_000)
      .describe('Wrong passwords for one account before the next has to wait.'),
    attemptsByAddress: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .describe('Wrong passwords from one address before the next has to wait.'),
  }),
  oidc: z
    .strictObject({
      issuer: z
        .url({ protocol: /^https?$/, error: 'must be the URL of the provider' })
        .refine(isSafeIssuer, 'must begin with https://, unless the provider is on this machine')
        .nullable()
        .describe('OpenID Connect provider that people may sign in with; null for none.'),
      clientId: z.string().min(1).nullable().describe('As which the provider knows this service.'),
      clientSecret: z.string().min(1).nullable().describe('Null for a public client.'),
      callbackUrl: z
        .url({ protocol: /^https?$/, error: 'must be a URL' })
        .nullable()
        .describe('This service as browsers reach it, with /api/v1/sessions/oidc/callback.'),
      nameClaim: z.string().min(1).describe('The claim that holds the user name here.'),
    })
    .refine(
      ({ issuer, clientId, callbackUrl }) => issuer === null || (clientId !== null && callbackUrl !== null),
      'needs clientId and callbackUrl beside the issuer',
    ),
  metrics: z.strictObject({
    openTo: z.array(cidr).describe('Networks that read /metrics without a token.'),
    cameraStateLimit: z
      .number()
      .int()
      .min(0)
      .describe('shouwang_camera_state is left out above this many cameras.'),
  }),
  quality: z.strictObject({
    template: z.enum(['classic', 'strict']).describe('Whose mandatory fields make an entry complete.'),
    sameSpotM: z
      .number()
      .min(0)
      .max(1_000)
      .describe('Two cameras within this many metres may be one entered twice.'),
    sameHeadingDeg: z.number().min(0).max(180).describe('They are, if they look the same way within this.'),
    minRetentionDays: z.number().int().min(1).max(3_650).describe('国令第799号 art. 17: at least 30.'),
    filingDays: z
      .number()
      .int()
      .min(1)
      .max(3_650)
      .describe('国令第799号 art. 14: days from installation to filing.'),
  }),
  probing: z.strictObject({
    heartbeatIntervalS: z.number().min(0.5).max(3_600),
    frameIntervalS: z.number().min(1).max(86_400),
    factsIntervalS: z.number().min(1).max(604_800),
    heartbeatConcurrency: z.number().int().min(1).max(10_000).describe('Heartbeats on the wire at once.'),
    frameConcurrency: z.number().int().min(1).max(10_000).describe('Frame samples on the wire at once.'),
    decodeWorkers: z.number().int().min(1).max(64),
    secondOpinionsPerMinute: z.number().int().min(0).max(600),
    clockOffsetLimitS: z.number().min(1).max(86_400),
    connectTimeoutMs: milliseconds,
    onvifCallTimeoutMs: milliseconds,
    onvifMaxBytes: z.number().int().min(1_024).max(16_777_216),
    rtspAnswerTimeoutMs: milliseconds,
    firstPacketTimeoutMs: milliseconds,
    keyPictureTimeoutMs: milliseconds.describe('At least twice the longest GOP.'),
    rtspMaxBytes: z.number().int().min(65_536).max(268_435_456),
    frozenAfterS: z.number().min(0).describe('Two equal pictures at least this far apart are frozen.'),
  }),
  pictures: z
    .strictObject({
      latitudeDeg: z.number().min(-90).max(90).describe('Where the town is: when it is day there.'),
      longitudeDeg: z.number().min(-180).max(180),
      window: z.number().int().min(1).max(20).describe('Pictures that are weighed together.'),
      raiseAfter: z.number().int().min(1).max(20).describe('Of them, so many must look wrong for a fault.'),
      clearAt: z.number().int().min(0).max(19).describe('With so many left that look wrong, it is over.'),
      raiseUrgentAfter: z.number().int().min(1).max(20).describe('The same for black and a lost signal.'),
      minGapS: z.number().min(0).max(3_600).describe('Pictures closer together count once.'),
      learnHours: z.number().min(0).max(720).describe('How long a scene is learned before it is compared.'),
      learnPictures: z.number().int().min(1).max(500).describe('And from how many pictures, at least.'),
      thresholds: z.strictObject({
        signalLost: score,
        black: score,
        covered: score,
        sceneMoved: score,
        tooDark: score,
        tooBright: score,
        blurred: score,
        noisy: score,
        striped: score,
        lowContrast: score,
        noColour: score,
        colourCast: score,
      }),
    })
    .refine(
      ({ window, raiseAfter, raiseUrgentAfter, clearAt }) =>
        Math.max(raiseAfter, raiseUrgentAfter) <= window && clearAt < raiseAfter,
      'needs clearAt below raiseAfter, and neither raiseAfter nor raiseUrgentAfter above window',
    ),
  discovery: z.strictObject({
    sourcePort: z
      .number()
      .int()
      .min(0)
      .max(65_535)
      .describe('UDP port that WS-Discovery probes leave from and answers come to; 0 takes a free one.'),
    listenS: z.number().min(0.1).max(60).describe('How long answers to WS-Discovery are waited for.'),
    connectTimeoutMs: milliseconds.describe('Of one address of a range: most of them are empty.'),
    maxConnections: z.number().int().min(1).max(10_000).describe('Connections of a range search at once.'),
    maxInterviews: z.number().int().min(1).max(256).describe('Devices that are logged in to at once.'),
    maxAddresses: z
      .number()
      .int()
      .min(1)
      .max(1_048_576)
      .describe('Addresses times ports of the ranges of one search.'),
    keepDays: z
      .number()
      .int()
      .min(1)
      .max(3_650)
      .describe('How long searches, and candidates that are no camera of the register, are kept.'),
  }),
  frames: z.strictObject({
    keepHours: z
      .number()
      .min(0)
      .max(24)
      .describe('How long the latest frame of a camera is kept; 0 is never.'),
    maxWidthPx: z.number().int().min(64).max(640),
    maxTotalMb: z
      .number()
      .int()
      .min(1)
      .max(4_096)
      .describe('Memory for all kept frames; the oldest go first.'),
  }),
  live: z.strictObject({
    limitS: z.number().int().min(5).max(3_600).describe('How long one live view lasts; seconds.'),
    maxViewersPerCamera: z.number().int().min(1).max(100),
    maxViewers: z.number().int().min(0).max(1_000).describe('Of all cameras together; 0 is no live view.'),
    smallMaxWidthPx: z
      .number()
      .int()
      .min(64)
      .max(640)
      .describe('Width of a stream that is made anew for a browser.'),
    smallPicturesPerSecond: z.number().int().min(1).max(15),
  }),
  imports: z.strictObject({
    maxFileMb: z.number().int().min(1).max(200).describe('Largest file that an import takes.'),
    maxRows: z.number().int().min(1).max(100_000).describe('Rows of a file beside its header.'),
    maxColumns: z.number().int().min(50).max(1_000).describe('Columns of a file.'),
  }),
  uptime: z.strictObject({
    missedHeartbeats: z
      .number()
      .int()
      .min(1)
      .max(100)
      .describe('Missed heartbeats in a row that confirm offline.'),
    failedFrames: z.number().int().min(1).max(100).describe('Failed frames in a row that confirm offline.'),
    timeZone: z
      .string()
      .refine(isTimeZone, 'must be an IANA time zone, as Asia/Shanghai')
      .describe("The town's time zone: days, months and maintenance windows are in it."),
    keepMonths: z
      .number()
      .int()
      .min(2)
      .max(120)
      .describe('How long transitions are kept; days and outages stay.'),
    networkedTarget: share.describe('联网率 that the state asks for (发改高技[2015]996号), 0…1.'),
    intactTargetAreas: share.describe('完好率 that it asks for in key public areas, 0…1.'),
    intactTargetTrades: share.describe('完好率 that it asks for in key trades, 0…1.'),
    repeatedFaults: z
      .number()
      .int()
      .min(2)
      .max(1_000)
      .describe('So many outages of one camera in a month are a repeated fault.'),
    closeAfterLiveS: z
      .number()
      .min(0)
      .max(86_400)
      .describe('An outage closes when its camera was live for this long.'),
    flapFalls: z.number().int().min(2).max(100).describe('A camera that fell this often flaps …'),
    flapWindowS: z.number().min(1).max(604_800).describe('… if it did so within this.'),
    flapCloseAfterLiveS: z
      .number()
      .min(0)
      .max(604_800)
      .describe('The outage of a camera that flaps closes when it was live for this long.'),
    incidentGatherS: z
      .number()
      .min(0)
      .max(3_600)
      .describe('Falls are gathered for this long before it is weighed what they have in common.'),
    incidentTogetherS: z.number().min(1).max(86_400).describe('Cameras that fall within this fall together.'),
    incidentMinCameras: z
      .number()
      .int()
      .min(2)
      .max(1_000)
      .describe('So many cameras of a group are an incident, at least; two are of a pole.'),
    incidentShare: z.number().min(0.5).max(1).describe('"Nearly all" of a group: this share of it, 0.5…1.'),
    blindZoneMinCameras: z
      .number()
      .int()
      .min(3)
      .max(1_000)
      .describe('Of a zone with fewer cameras a blind prober cannot be told from dead cameras.'),
    blindZoneShare: z
      .number()
      .min(0.5)
      .max(1)
      .describe('A zone is blind when this share of it is silent at once, 0.5…1.'),
    manyWithinMinute: z
      .number()
      .int()
      .min(2)
      .max(10_000)
      .describe('More than this many within a minute are an incident, whatever they share.'),
  }),
  notify: z.strictObject({
    collectS: z
      .number()
      .min(0)
      .max(3_600)
      .describe('How long the first notice of a digest waits for others of the same village.'),
    timeZone: z
      .string()
      .refine(isTimeZone, 'must be a time zone, as Asia/Shanghai')
      .describe('For quiet hours, and for the times in messages.'),
    pagesUrl: z
      .url({ protocol: /^https?$/, error: 'must be a URL' })
      .nullable()
      .describe('The pages as people reach them, for the link in messages; null for no link.'),
    trustedHosts: z
      .array(z.string().min(1).toLowerCase())
      .describe('Hosts that channels may also reach over http, without TLS, and on this machine.'),
    timeoutS: z.number().min(0.1).max(120).describe('One attempt, from the connection to the answer.'),
    maxAnswerBytes: z.number().int().min(256).max(1_048_576).describe('What is read of an answer.'),
    maxAttempts: z.number().int().min(1).max(100).describe('Attempts before a delivery is given up.'),
    firstRetryS: z.number().min(0.01).max(600).describe('Pause after the first failure; doubled after each.'),
    maxRetryS: z.number().min(0.01).max(3_600).describe('The longest pause between two attempts.'),
    keepDays: z.number().int().min(1).max(3_650).describe('How long it is kept what was told to whom.'),
  }),
  dispatch: z.strictObject({
    tellMarginS: z
      .number()
      .min(0)
      .max(3_600)
      .describe('What belongs to no incident is told this long after `uptime.incidentGatherS`.'),
    urgentSiteKinds: z
      .array(z.string().min(1))
      .describe('场所类型 where a single camera that is down is urgent; incidents always are.'),
    escalateUrgentAfterS: z
      .number()
      .min(1)
      .max(604_800)
      .describe('What is urgent and nobody acknowledges is told again after this, and after it again.'),
    escalateRoutineAfterS: z.number().min(1).max(2_592_000).describe('The same of what is routine.'),
    escalationSteps: z
      .number()
      .int()
      .min(0)
      .max(20)
      .describe('How often one thing is told again; 0 is never.'),
    orderAfterH: z
      .number()
      .min(0)
      .max(720)
      .describe('An outage that lasts so long gets a work order; fractions allowed.'),
    confirmLiveS: z
      .number()
      .min(1)
      .max(604_800)
      .describe('A work order is closed when its cameras were live for this long after they were mended.'),
    mendedGraceS: z
      .number()
      .min(1)
      .max(604_800)
      .describe('What was said to be mended so long ago and is still offline was mended on paper only.'),
    reopenWithinH: z
      .number()
      .min(0)
      .max(2_160)
      .describe('A work order comes back when its camera falls again this soon after it was closed.'),
    dueH: z.number().min(0.01).max(2_160).describe('Hours in which a work order is to be mended.'),
    dueHBySiteKind: z
      .array(z.string().regex(/^[^=]+=\s*\d+(\.\d+)?$/, 'must be a 场所类型 and its hours, as 学校周边=24'))
      .describe('The same for kinds of sites, as `学校周边=24`.'),
    remindEveryH: z.number().min(0.01).max(720).describe('How often people are reminded of an overdue one …'),
    reminders: z.number().int().min(0).max(100).describe('… at most so many times.'),
  }),
});

export type ConfigValues = z.infer<typeof configSchema>;
