import { type Farm, type FarmFault, startFarm } from '../farm/index.js';
import {
  Judgements,
  type Registered,
  registerStreet,
  type StreetCamera,
  streetOf,
  verdictOf,
} from './probe-street.js';
import { type Service, startService } from './service.js';

const DEADLINE_MS = 4_000;
/** What a probe of a device that misbehaves must find, and that within its deadlines. */
const HOSTILE: Readonly<Record<string, readonly [FarmFault, string]>> = {
  'an entity bomb': ['entity-bomb', 'frameless onvif-garbled'],
  'one gibibyte': ['huge-body', 'frameless onvif-too-large'],
  'one byte a second': ['slow-drip', 'frameless onvif-timeout'],
  '200,000 nested tags': ['deep-nesting', 'frameless onvif-garbled'],
  'bytes that are no UTF-8': ['invalid-utf8', 'frameless onvif-garbled'],
  'a redirection elsewhere': ['redirect-elsewhere', 'frameless onvif-redirect'],
  'an accepted connection and silence': ['accept-silent', 'frameless onvif-timeout'],
  'a silent DESCRIBE': ['silent-describe', 'frameless stream-timeout'],
  'an SDP without end': ['endless-sdp', 'frameless stream-too-large'],
  'another protocol on the RTSP port': ['rtsp-garbled', 'frameless stream-garbled'],
  'reports and no pictures': ['rtcp-only', 'frameless stream-no-packets'],
  'a stream on another host': ['stream-uri-elsewhere', 'live'],
};
const HEALTHY = Array.from({ length: 20 }, (_, index) => `healthy ${index}`);
const STREET: Record<string, StreetCamera> = {
  ...Object.fromEntries(
    Object.entries(HOSTILE).map(([name, [fault]]) => [name, { patch: { faults: [fault] } }]),
  ),
  ...Object.fromEntries(HEALTHY.map((name) => [name, {}])),
};
const SETTINGS = {
  PROBING_HEARTBEAT_INTERVAL_S: '1',
  PROBING_FRAME_INTERVAL_S: '4',
  PROBING_CONNECT_TIMEOUT_MS: String(DEADLINE_MS),
  PROBING_ONVIF_CALL_TIMEOUT_MS: String(DEADLINE_MS),
  PROBING_RTSP_ANSWER_TIMEOUT_MS: String(DEADLINE_MS),
  PROBING_FIRST_PACKET_TIMEOUT_MS: String(DEADLINE_MS),
  PROBING_KEY_PICTURE_TIMEOUT_MS: String(DEADLINE_MS),
};
/** Clock, stream address and stream, each with a deadline, and a second opinion at the most. */
const LONGEST_MS = 5 * DEADLINE_MS;
/** The farm runs in this process and makes gibibytes in it: lateness here is that of both. */
const TOLERATED_LATENESS_MS = 500;

describe('among devices that answer with anything at all', () => {
  let farm: Farm;
  let service: Service;
  let judged: Judgements;
  let street: Registered;

  beforeAll(async () => {
    farm = await startFarm(streetOf(STREET, 2));
    service = await startService(SETTINGS);
    judged = new Judgements(service);
    street = await registerStreet(service, farm, STREET);
    await judged.until(() => Object.keys(HOSTILE).every((name) => judged.framesOf(idOf(name)).length >= 2));
  }, 90_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  const idOf = (name: string): string => street?.ids.get(name) ?? '';

  it.each(Object.entries(HOSTILE))('%s is found out within its deadlines', (name, [, expected]) => {
    for (const one of judged.framesOf(idOf(name))) {
      expect(verdictOf(one)).toBe(expected);
      const tookMs = one.evidence.rungs.reduce((sum, rung) => sum + (rung.tookMs ?? 0), 0);
      expect(tookMs).toBeLessThan(LONGEST_MS);
    }
  });

  it('the others are seen as they are, and their probes are not late', () => {
    const others = HEALTHY.flatMap((name) => judged.of(idOf(name)));
    expect(others.length).toBeGreaterThan(HEALTHY.length * 4);
    expect(new Set(others.map(verdictOf))).toEqual(new Set(['live', 'answered']));
    for (const isHeartbeat of [true, false]) {
      const alike = others.filter(({ evidence }) => (evidence.kind === 'heartbeat') === isHeartbeat);
      const late = alike.map(({ latenessMs }) => latenessMs ?? 0).toSorted((a, b) => a - b);
      expect(late.length).toBeGreaterThanOrEqual(HEALTHY.length);
      expect(late[Math.floor(late.length * 0.95)]).toBeLessThan(TOLERATED_LATENESS_MS);
    }
  });

  it('nobody is led anywhere', () => {
    expect(farm.trapHits()).toBe(0);
  });
});
