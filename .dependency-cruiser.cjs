/**
 * The boundaries of the house: who may open whose door. `npm run check` holds every import to them, and
 * test/boundaries plants violations of each rule to show that it fires.
 */

/** The rooms in flow order, each with the rooms whose doors it may open. Metrics looks at all of them. */
const MAY_OPEN = {
  registry: [],
  notify: [],
  discovery: ['registry'],
  probing: ['registry'],
  uptime: ['registry', 'probing'],
  coverage: ['registry', 'uptime'],
  dispatch: ['registry', 'uptime', 'notify'],
  funding: ['registry', 'uptime', 'coverage', 'notify'],
  board: ['registry', 'probing', 'uptime', 'coverage', 'notify', 'dispatch'],
};

const rooms = [...Object.keys(MAY_OPEN), 'metrics'];
const anyOf = (names) => `(?:${names.join('|')})`;

const ROOM = `^src/${anyOf(rooms)}/`;
const ADAPTERS = '^src/(?:probing|discovery)/devices/';
/** Files that stand beside the code but are not part of the program. */
const TESTS = '\\.spec\\.ts$|/testing/';
/** `isIP` and `BlockList` compute and nothing else; test/boundaries sees to it that no domain takes more of it. */
const PURE_BUILT_IN = '^(?:node:)?net$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const flow = Object.entries(MAY_OPEN).map(([room, below]) => {
  const closed = rooms.filter((other) => other !== room && !below.includes(other));
  const comment = `${room} may open the doors of ${below.join(', ') || 'no other room'}`;
  return forbid(`flow-${room}`, comment, { path: `^src/${room}/` }, { path: `^src/${anyOf(closed)}/` });
});

const doors = [
  forbid(
    'room-only-through-its-door',
    'another room is entered through its index.ts, and access too',
    { path: '^src/([^/]+)/' },
    { path: `${ROOM}|^src/access/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
  ),
  forbid(
    'roots-only-through-doors',
    'the files that put the house together open doors, and doors alone',
    { path: '^src/[^/]+\\.ts$' },
    { path: `${ROOM}|^src/access/`, pathNot: '^src/[^/]+/index\\.ts$' },
  ),
  forbid(
    'rooms-know-no-root',
    'what puts the house together is known to nothing inside it',
    { path: '^src/[^/]+/', pathNot: TESTS },
    { path: '^src/[^/]+\\.ts$' },
  ),
];

const wire = [
  forbid(
    'devices-only-from-adapters',
    'the wire is used from the devices/ folders of probing and discovery alone',
    { path: '^src/', pathNot: [ADAPTERS, '^src/devices/'] },
    { path: '^src/devices/' },
  ),
  forbid(
    'devices-only-through-their-doors',
    'an adapter opens src/devices/<protocol>/index.ts',
    { path: ADAPTERS },
    { path: '^src/devices/', pathNot: '^src/devices/[^/]+/index\\.ts$' },
  ),
  forbid(
    'devices-know-only-the-wire',
    'devices know no room, no platform and no access; only the kernel',
    { path: '^src/devices/' },
    { path: '^src/', pathNot: '^src/(?:devices|kernel)/' },
  ),
];

const layers = [
  forbid(
    'platform-knows-no-room',
    'platform serves every room and knows none of them, nor access',
    { path: '^src/platform/' },
    { path: `${ROOM}|^src/access/` },
  ),
  forbid(
    'access-knows-no-room',
    'access serves every room and knows none',
    { path: '^src/access/' },
    { path: ROOM },
  ),
  forbid(
    'kernel-imports-nothing',
    'the kernel holds pure values: it imports only itself',
    { path: '^src/kernel/', pathNot: TESTS },
    { pathNot: '^src/kernel/' },
  ),
  forbid(
    'domain-is-pure',
    'a domain imports the kernel and itself alone: no package, no platform, no other layer',
    { path: '^src/([^/]+)/domain/', pathNot: TESTS },
    { pathNot: ['^src/kernel/', '^src/$1/domain/', PURE_BUILT_IN] },
  ),
  forbid(
    'http-without-store',
    'controllers ask app, which asks the store',
    { path: '^src/([^/]+)/http/' },
    { path: '^src/$1/store/' },
  ),
  forbid(
    'store-without-http',
    'rows know nothing of requests',
    { path: '^src/([^/]+)/store/' },
    { path: '^src/$1/http/' },
  ),
];

const program = [
  forbid(
    'no-cycles',
    'what needs each other is one file, or one of them is in the wrong place',
    {},
    { circular: true },
  ),
  forbid(
    'program-without-tests',
    'the program imports no test, no fixture and no script',
    { path: '^src/', pathNot: TESTS },
    { path: `^(?:test|scripts|web)/|${TESTS}` },
  ),
  forbid(
    'program-without-dev-dependencies',
    'a package that the program needs is a dependency: an image has no others',
    { path: '^src/', pathNot: TESTS },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'farm-without-devices',
    'virtual cameras share no code with the client that they test',
    { path: '^test/farm/' },
    { path: '^src/devices/' },
  ),
];

module.exports = {
  forbidden: [...flow, ...doors, ...wire, ...layers, ...program],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json'], exportsFields: ['exports'] },
    builtInModules: { add: [] },
  },
};
