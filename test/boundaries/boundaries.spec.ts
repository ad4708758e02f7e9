import { createRequire } from 'node:module';
import { type Arrow, RULES, type Violation, violationsAmong } from './planted-house.js';

/** The table of the design, written a second time: the rules must not be tested against themselves. */
const OPEN_DOORS: Readonly<Record<string, readonly string[]>> = {
  registry: [],
  notify: [],
  discovery: ['registry'],
  probing: ['registry'],
  uptime: ['registry', 'probing'],
  coverage: ['registry', 'uptime'],
  dispatch: ['registry', 'uptime', 'notify'],
  funding: ['registry', 'uptime', 'coverage', 'notify'],
  board: ['registry', 'probing', 'uptime', 'coverage', 'notify', 'dispatch'],
  metrics: [
    'registry',
    'notify',
    'discovery',
    'probing',
    'uptime',
    'coverage',
    'dispatch',
    'funding',
    'board',
  ],
};
const ROOMS = Object.keys(OPEN_DOORS);
const PAIRS = ROOMS.flatMap((room) =>
  ROOMS.filter((other) => other !== room).map((other) => [room, other] as const),
);
const isOpen = (room: string, other: string): boolean => OPEN_DOORS[room]?.includes(other) ?? false;

const arrowThroughDoor = (room: string, other: string): Arrow => [
  `src/${room}/app/asks-${other}.ts`,
  `src/${other}/index.ts`,
];

/** What each rule is there to forbid. No file imports two things, so that each arrow breaks its own rules alone. */
const FORBIDDEN: readonly (readonly [rule: string, ...Arrow])[] = [
  ...PAIRS.filter(([room, other]) => room !== 'metrics' && !isOpen(room, other)).map(
    ([room, other]) => [`flow-${room}`, ...arrowThroughDoor(room, other)] as const,
  ),
  ['room-only-through-its-door', 'src/uptime/app/a.ts', 'src/registry/app/cameras.ts'],
  ['room-only-through-its-door', 'src/uptime/app/a.spec.ts', 'src/registry/store/rows.ts'],
  ['room-only-through-its-door', 'src/metrics/a.ts', 'src/uptime/domain/advance.ts'],
  ['room-only-through-its-door', 'src/registry/http/a.ts', 'src/access/bearer.ts'],
  ['roots-only-through-doors', 'src/app.module.ts', 'src/registry/registry.module.ts'],
  ['roots-only-through-doors', 'src/schema.ts', 'src/access/tokens.ts'],
  ['rooms-know-no-root', 'src/registry/app/b.ts', 'src/create-app.ts'],
  ['rooms-know-no-root', 'src/platform/b.ts', 'src/entry.ts'],
  ['devices-only-from-adapters', 'src/probing/app/climb.ts', 'src/devices/onvif/index.ts'],
  ['devices-only-from-adapters', 'src/registry/devices/onvif.ts', 'src/devices/onvif/index.ts'],
  ['devices-only-from-adapters', 'src/platform/health/wire.ts', 'src/devices/rtsp/index.ts'],
  ['devices-only-from-adapters', 'src/main.ts', 'src/devices/video/index.ts'],
  ['devices-only-through-their-doors', 'src/probing/devices/a.ts', 'src/devices/rtsp/sdp.ts'],
  ['devices-know-only-the-wire', 'src/devices/onvif/a.ts', 'src/registry/index.ts'],
  ['devices-know-only-the-wire', 'src/devices/onvif/b.ts', 'src/platform/logging/log.ts'],
  ['platform-knows-no-room', 'src/platform/events/a.ts', 'src/uptime/index.ts'],
  ['platform-knows-no-room', 'src/platform/events/b.ts', 'src/access/index.ts'],
  ['access-knows-no-room', 'src/access/a.ts', 'src/registry/index.ts'],
  ['kernel-imports-nothing', 'src/kernel/a.ts', 'src/platform/clock/clock.ts'],
  ['kernel-imports-nothing', 'src/kernel/b.ts', 'zod'],
  ['kernel-imports-nothing', 'src/kernel/c.ts', 'node:fs'],
  ['domain-is-pure', 'src/uptime/domain/a.ts', 'zod'],
  ['domain-is-pure', 'src/uptime/domain/b.ts', 'node:fs'],
  ['domain-is-pure', 'src/uptime/domain/c.ts', 'src/platform/clock/clock.ts'],
  ['domain-is-pure', 'src/uptime/domain/d.ts', 'src/access/index.ts'],
  ['domain-is-pure', 'src/uptime/domain/e.ts', 'src/uptime/app/ports.ts'],
  ['domain-is-pure', 'src/uptime/domain/f.ts', 'src/registry/index.ts'],
  ['http-without-store', 'src/uptime/http/a.ts', 'src/uptime/store/rows.ts'],
  ['store-without-http', 'src/uptime/store/a.ts', 'src/uptime/http/schemas.ts'],
  ['no-cycles', 'src/uptime/app/egg.ts', 'src/uptime/app/hen.ts'],
  ['program-without-tests', 'src/registry/app/c.ts', 'test/farm/farm.ts'],
  ['program-without-tests', 'src/registry/app/d.ts', 'src/registry/app/e.spec.ts'],
  ['program-without-tests', 'src/registry/app/f.ts', 'scripts/demo/town.ts'],
  ['program-without-dev-dependencies', 'src/registry/app/g.ts', 'fast-check'],
  ['farm-without-devices', 'test/farm/digest.ts', 'src/devices/wire/digest-auth.ts'],
];

/** Closes the ring that `no-cycles` finds; the cruiser reports a ring once. */
const HEN_TO_EGG: Arrow = ['src/uptime/app/hen.ts', 'src/uptime/app/egg.ts'];

const ALLOWED: readonly Arrow[] = [
  ...PAIRS.filter(([room, other]) => isOpen(room, other)).map(([room, other]) =>
    arrowThroughDoor(room, other),
  ),
  ['src/app.module.ts', 'src/access/index.ts'],
  ['src/app.module.ts', 'src/metrics/index.ts'],
  ['src/schema.ts', 'src/registry/index.ts'],
  ['src/main.ts', 'src/platform/config/load-config.ts'],
  ['src/registry/http/b.ts', 'src/access/index.ts'],
  ['src/registry/http/c.ts', 'src/platform/problem/problem.ts'],
  ['src/registry/http/d.ts', 'zod'],
  ['src/registry/app/h.ts', 'src/registry/store/rows.ts'],
  ['src/access/b.ts', 'src/platform/config/config.ts'],
  ['src/platform/problem/problem.ts', 'src/kernel/fault.ts'],
  ['src/kernel/fault.ts', 'src/kernel/rung.ts'],
  ['src/uptime/domain/g.ts', 'src/kernel/instant.ts'],
  ['src/uptime/domain/h.ts', 'src/uptime/domain/state.ts'],
  ['src/uptime/domain/i.ts', 'node:net'],
  ['src/uptime/domain/h.spec.ts', 'fast-check'],
  ['src/probing/devices/b.ts', 'src/devices/rtsp/index.ts'],
  ['src/discovery/devices/a.ts', 'src/devices/ws-discovery/index.ts'],
  ['src/devices/video/index.ts', 'src/devices/rtsp/key-picture.ts'],
  ['src/devices/rtsp/index.ts', 'src/kernel/fault.ts'],
  ['src/devices/onvif/client.spec.ts', 'test/farm/farm.ts'],
  ['test/farm/truth.ts', 'src/kernel/fault.ts'],
  ['test/contract/a.spec.ts', 'src/registry/store/rows.ts'],
];

describe('the boundaries of the house', () => {
  let violations: readonly Violation[];

  beforeAll(async () => {
    violations = await violationsAmong([
      ...FORBIDDEN.map(([, from, to]): Arrow => [from, to]),
      HEN_TO_EGG,
      ...ALLOWED,
    ]);
  }, 60_000);

  it.each(FORBIDDEN)('%s: %s may not import %s', (rule, from, to) => {
    const broken = violations.filter((violation) => violation.from === from && pointsTo(violation, to));

    expect(broken.map((violation) => violation.rule)).toContain(rule);
  });

  it.each(ALLOWED)('%s may import %s', (from, to) => {
    expect(violations.filter((violation) => violation.from === from && pointsTo(violation, to))).toEqual([]);
  });

  it('leaves no rule without a violation that shows it at work', () => {
    const { forbidden } = createRequire(import.meta.url)(RULES) as { forbidden: { name: string }[] };

    const planted = new Set(FORBIDDEN.map(([rule]) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
  });
});

/** The cruiser names a package by the file it found, and a built-in module without its prefix. */
function pointsTo(violation: Violation, to: string): boolean {
  const packageName = to.replace(/^node:/, '');
  return violation.to === to || violation.to === packageName || violation.to.includes(`node_modules/${to}/`);
}
