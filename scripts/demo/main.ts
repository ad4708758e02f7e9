import { randomBytes } from 'node:crypto';
import { fen, formatYuan } from '../../src/kernel/money.js';
import { type Town, townOf } from '../../test/farm/index.js';
import { Person } from '../scenario/person.js';
import { type ApiClient, apiClient, listAll } from './api-client.js';
import { describeWrong, judge, type Judgement, table } from './compare.js';
import { FarmProcess } from './farm-process.js';
import { fillTown } from './fill-town.js';
import { hirePeople } from './hire-people.js';
import { startService } from './service-process.js';
import { DEMO_SETTINGS, FRAME_INTERVAL_S } from './settings.js';

const DATA_DIR = 'data/demo';
const SETTLE_LIMIT_MS = 300_000;

const isOnce = process.argv.includes('--once');
const token = process.env['SHOUWANG_BOOTSTRAP_TOKEN'] ?? randomBytes(24).toString('base64url');
const children: { stop(): Promise<void> }[] = [];

process.once('SIGINT', () => void leave(130));
process.once('SIGTERM', () => void leave(143));
try {
  await demo();
} catch (cause) {
  say(`the demo failed: ${(cause as Error).message}`);
  await leave(1);
}

async function demo(): Promise<void> {
  const town = townOf('anhai');
  say(
    `starting the virtual town: ${town.cameras.length} cameras of ${town.name} on 127.0.0.0/8 (demonstration data)`,
  );
  children.push(await FarmProcess.start(['--town', town.key]));
  say('starting the service on embedded SQLite');
  const settings = { ...DEMO_SETTINGS, ...(isOnce ? { HTTP_PORT: '0' } : {}) };
  const service = await startService({ dataDir: DATA_DIR, token }, settings);
  children.push(service);
  const url = String(service.ready['url']);
  const api = apiClient(url, token);
  const farmIds = await fillTown({ url, token }, town, say);
  if (!isOnce) await sayHowToLook(url, api);
  const judgements = await settle(api, town, farmIds);
  if (isOnce) await leave(await report(api, judgements));
  say('the demo goes on; Ctrl-C ends it');
}

/** Waits until all states are right and stay so for a whole frame interval, or the time is up. */
async function settle(
  api: ApiClient,
  town: Town,
  farmIds: ReadonlyMap<string, string>,
): Promise<Judgement[]> {
  const until = Date.now() + SETTLE_LIMIT_MS;
  for (let rightSince: number | null = null; ; await pause(2_000)) {
    const judgements = await judge(api, town, farmIds);
    const wrong = judgements.filter(({ isRight }) => !isRight).length;
    if (wrong > 0) sayProgress(judgements, wrong);
    rightSince = wrong > 0 ? null : (rightSince ?? Date.now());
    const hasSettled = rightSince !== null && Date.now() - rightSince >= FRAME_INTERVAL_S * 1_000;
    if (hasSettled || Date.now() > until) return judgements;
  }
}

async function report(api: ApiClient, judgements: readonly Judgement[]): Promise<number> {
  const villages = await listAll<{ id: string; name: string }>(api, 'villages');
  process.stdout.write(`${table(judgements, new Map(villages.map(({ id, name }) => [id, name])))}\n`);
  const wrong = judgements.filter(({ isRight }) => !isRight);
  for (const judgement of wrong) say(describeWrong(judgement));
  const { total } = await api.get<{ total: { places: Record<string, number> } }>('coverage');
  const places = Object.entries(total.places).map(([status, count]) => `${count} ${status}`);
  say(`places (made up): ${places.join(', ')}`);
  const balances = await api.get<{ items: { leftFen: number }[] }>('balances');
  const leftFen = balances.items.reduce((sum, each) => sum + each.leftFen, 0);
  say(`left of awards (made up): ${formatYuan(fen(leftFen))} yuan in ${balances.items.length} villages`);
  say(`${judgements.length} cameras, ${wrong.length} wrong verdicts`);
  return wrong.length === 0 && judgements.length > 0 ? 0 : 1;
}

function sayProgress(judgements: readonly Judgement[], wrong: number): void {
  const seen = judgements.filter(({ found }) => found.state !== 'unknown').length;
  say(`${seen} of ${judgements.length} cameras have a state; ${wrong} not yet what they should be`);
}

async function sayHowToLook(url: string, api: ApiClient): Promise<void> {
  const password = randomBytes(9).toString('base64url');
  const people = await hirePeople(url, new Person(url, token), api, password);
  say(`the pages are at ${url}/: sign in as ${people.join(', ')} with ${password}`);
  say(`the API is at ${url}/api/v1, its documentation at ${url}/api/docs, the metrics at ${url}/metrics`);
  say(`try: curl -H 'Authorization: Bearer ${token}' '${url}/api/v1/camera-states?state=offline'`);
  say(`     curl -H 'Authorization: Bearer ${token}' '${url}/api/v1/uptime?by=village&window=24h'`);
  say(`     curl -H 'Authorization: Bearer ${token}' '${url}/api/v1/coverage/places?status=dark'`);
  say(`     curl -H 'Authorization: Bearer ${token}' '${url}/api/v1/suppliers'`);
}

function say(text: string): void {
  process.stdout.write(`demo: ${text}\n`);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function leave(code: number): Promise<never> {
  await Promise.all(children.map((child) => child.stop()));
  process.exit(code);
}
