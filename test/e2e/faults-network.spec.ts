import { isDeepStrictEqual } from 'node:util';
import { describeWith } from '../needs.js';
import type { Receiver } from '../receivers/receiver.js';
import { startWebhook } from '../receivers/webhook.js';
import { until } from './built-service.js';
import { FaultsTown, type Outage, TWO_INTERVALS_MS } from './faults-town.js';
import { NOTIFY_SETTINGS, WEBHOOK_SECRET } from './notify-town.js';
import { type Wire, WiredNetwork } from './wired-network.js';

const NEAR = ['near 1', 'near 2', 'near 3', 'near 4'];
const FAR = ['far 1', 'far 2', 'far 3', 'far 4', 'far dead'];

interface Incident {
  readonly id: string;
  readonly closedAt: string | null;
  readonly suspectedCause: { readonly kind: string; readonly name: string };
  readonly cameras: number;
}

describeWith('namespaces', 'the service, to which the network of one zone is gone', () => {
  let network: WiredNetwork;
  let wire: Wire;
  let town: FaultsTown;
  let receiver: Receiver;

  beforeAll(async () => {
    network = await WiredNetwork.lay();
    network.wire('10.179.1', NEAR.length);
    wire = network.wire('10.179.2', FAR.length);
    network.wire('10.179.3', 1);
    town = await FaultsTown.at(
      new Map([
        ...NEAR.map((name, index) => [name, `10.179.1.${index + 1}`] as const),
        ...FAR.map((name, index) => [name, `10.179.2.${index + 1}`] as const),
      ]),
      ['10.179.'],
    );
    receiver = await startWebhook(WEBHOOK_SECRET, () => ({ status: 204, body: '' }), {
      host: '10.179.3.1',
    });
    const settings = {
      ...NOTIFY_SETTINGS,
      HTTP_HOST: '10.179.3.254',
      NOTIFY_TRUSTED_HOSTS: '10.179.3.1',
      UPTIME_BLIND_ZONE_MIN_CAMERAS: '4',
      DISPATCH_TELL_MARGIN_S: '1',
    };
    await town.start(settings, { through: network.through });
    const target = { kind: 'webhook', url: receiver.url('/in'), secret: WEBHOOK_SECRET };
    await town.service.json('channels', { name: '值班', target });
    await town.register((name) => name.split(' ')[0]);
    await town.fell('far dead');
    await town.outageOf('far dead');
    await receiver.got(1);
  }, 90_000);

  afterAll(async () => {
    await town?.close();
    await receiver?.close();
    await network?.remove();
  });

  afterEach(() => {
    wire.plugIn();
    wire.switchCardOn();
  });

  const incidents = async (): Promise<readonly Incident[]> =>
    (await town.service.json<{ items: Incident[] }>('incidents')).items;
  const all = (names: readonly string[], state: string): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, state]));
  const outagesOfFar = async (): Promise<readonly Outage[]> =>
    (await town.outages()).filter(({ cameraName }) => cameraName.startsWith('far'));
  const told = (): string[] => receiver.received.map(({ body }) => body);

  it.each([
    ['whose wire is unplugged', 'unplug', 'plugIn'],
    ['to which our own card is off', 'switchCardOff', 'switchCardOn'],
  ] as const)(
    '%s, says nothing of its cameras and is right soon after it is back',
    async (_how, take, give) => {
      const before = { outages: await outagesOfFar(), told: told(), incidents: await incidents() };
      expect(before.outages).toMatchObject([{ cameraName: 'far dead', closedAt: null }]);
      wire[take]();
      await town.settled({ ...all(FAR, 'unknown'), ...all(NEAR, 'online') });
      await until(async () => receiver.received.length > before.told.length);
      const [incident, ...others] = await incidents();
      expect(incident).toMatchObject({
        closedAt: null,
        suspectedCause: { kind: 'prober', name: 'far' },
        cameras: FAR.length,
      });
      expect(others).toEqual(before.incidents);
      // What goes on meanwhile in the zone that is seen is seen.
      await town.fell('near 1');
      await town.settled({ ...all(FAR, 'unknown'), ...all(NEAR, 'online'), 'near 1': 'offline' });
      await town.mended('near 1');
      await town.outageOf('near 1', ({ closedAt }) => closedAt !== null);
      expect(await town.settled({ ...all(FAR, 'unknown'), ...all(NEAR, 'online') })).toBeLessThan(
        TWO_INTERVALS_MS,
      );

      wire[give]();
      expect(
        await town.settled({ ...all(NEAR, 'online'), ...all(FAR, 'online'), 'far dead': 'offline' }),
      ).toBeLessThan(TWO_INTERVALS_MS);
      await until(async () => (await incidents())[0]!.closedAt !== null);
      expect((await incidents()).map(({ id }) => id)).toEqual([
        incident!.id,
        ...before.incidents.map(({ id }) => id),
      ]);
      // A frame that was asked for while the wire was off may fail just after it is back.
      await until(async () => isDeepStrictEqual(await outagesOfFar(), before.outages));
      await until(async () => told().some((body) => body.includes('recovered') && body.includes('far')));
      const since = told().slice(before.told.length).join('\n');
      for (const name of FAR) expect(since).not.toContain(name);
    },
    120_000,
  );
});
