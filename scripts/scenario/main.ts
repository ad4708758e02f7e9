import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Town, townOf } from '../../test/farm/index.js';
import { startWebhook } from '../../test/receivers/webhook.js';
import { FarmProcess } from '../demo/farm-process.js';
import { prefixed, type Settings, startService } from '../demo/service-process.js';
import { AdoptScenario } from './adopt.js';
import { AwardsScenario } from './awards/awards.js';
import { AwardsTown, SECRET } from './awards/awards-town.js';
import { FARM, instantOf, SETTINGS as AWARDS_SETTINGS, UNITS } from './awards/plan.js';
import { Chaos } from './chaos/chaos.js';
import { MEMBERS } from './chaos/cast.js';
import { Ground } from './chaos/ground.js';
import { Findings } from './findings.js';
import { GapsScenario, SETTINGS as GAPS_SETTINGS } from './gaps/gaps.js';
import { CAMERAS } from './gaps/street.js';
import { compareWeek } from './week/compare-week.js';
import { HOUR_MS, MONDAY, SETTINGS } from './week/plan.js';
import { Receiver } from './week/receiver.js';
import { Rehearsal } from './rehearsal.js';
import { Week } from './week/week.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'true-times': { type: 'boolean', default: false }, only: { type: 'string' } },
});
const [name, dataDir = 'data/scenario'] = positionals;
/** Apart from the town's, so that all can be played at once. */
const GAPS_PORT = '19600';
const CHAOS_PORT = '19700';
const children: { stop(): Promise<void> }[] = [];

process.once('SIGINT', () => void leave(130));
process.once('SIGTERM', () => void leave(143));
const SCENARIOS: Readonly<Record<string, () => Promise<number>>> = { adopt, week, gaps, awards, chaos };
const scenario = SCENARIOS[name ?? ''];
if (scenario === undefined) {
  say('usage: npm run scenario -- adopt | week | gaps | awards [data folder, which is emptied]');
  say('       npm run scenario -- chaos [--true-times] [--only <words of one disturbance>]');
  process.exit(2);
}
try {
  await leave(await scenario());
} catch (cause) {
  say(`it failed: ${(cause as Error).message}`);
  await leave(1);
}

/** 0 only if everything was found as expected. */
async function adopt(): Promise<number> {
  const town = townOf('anhai');
  await startFarm(town);
  const token = randomBytes(24).toString('base64url');
  const url = await openService(token);
  const findings = new Findings(say);
  await new AdoptScenario(url, token, town, findings).play();
  findings.expect('the audit trail, verified', 0, verifyAudit());
  say(`${findings.count} findings, ${findings.wrong} wrong`);
  return findings.wrong === 0 ? 0 : 1;
}

/** A week in minutes: the clock is put forward as soon as nothing is under way. */
async function week(): Promise<number> {
  const town = townOf('anhai');
  const farm = await startFarm(town);
  const token = randomBytes(24).toString('base64url');
  const rehearsal = new Rehearsal(rehearsed(token, SETTINGS), MONDAY - 6 * HOUR_MS);
  const receiver = new Receiver();
  const played = new Week(town, { farm, rehearsal, receiver, token, say });
  const admin = await played.play();
  const findings = new Findings(say);
  await compareWeek(admin, played, { told: receiver.all(), findings });
  await rehearsal.stop();
  await receiver.stop();
  say(`${findings.count} findings, ${findings.wrong} wrong`);
  return findings.wrong === 0 ? 0 : 1;
}

/** Three cameras fall and are mended, and the coverage of four places follows. */
async function gaps(): Promise<number> {
  const farm = await openFarm(CAMERAS.length, ['--count', String(CAMERAS.length), '--port', GAPS_PORT]);
  const token = randomBytes(24).toString('base64url');
  const url = await openService(token, GAPS_SETTINGS);
  const findings = new Findings(say);
  await new GapsScenario(url, token, farm, findings).play();
  say(`${findings.count} findings, ${findings.wrong} wrong`);
  return findings.wrong === 0 ? 0 : 1;
}

/** A village is awarded, buys cameras, and accounts for them; on a clock that is put forward. */
async function awards(): Promise<number> {
  const farm = await openFarm(UNITS, ['--count', String(UNITS), '--port', String(FARM.port)]);
  const token = randomBytes(24).toString('base64url');
  const rehearsal = new Rehearsal(rehearsed(token, AWARDS_SETTINGS), instantOf(0, 8));
  const receiver = await startWebhook(SECRET, undefined, { nowMs: () => rehearsal.now });
  const findings = new Findings(say);
  await new AwardsScenario(new AwardsTown({ farm, rehearsal, receiver, token, findings })).play();
  await rehearsal.stop();
  await receiver.close();
  say(`${findings.count} findings, ${findings.wrong} wrong`);
  return findings.wrong === 0 ? 0 : 1;
}

/** Processes, servers and wires fail one after another, and a twin that nothing happens to sees the same cameras. */
async function chaos(): Promise<number> {
  const count = String(2 * MEMBERS.length);
  const farm = await openFarm(2 * MEMBERS.length, ['--count', count, '--port', CHAOS_PORT]);
  const ground = new Ground(farm, options['true-times']);
  children.unshift({ stop: () => ground.close() });
  process.once('exit', () => void ground.abandon());
  await ground.open();
  const findings = new Findings(say);
  await new Chaos(ground, findings, options['true-times']).play(options.only ?? null);
  process.stdout.write(`${findings.table()}\n`);
  say(`${findings.count} findings, ${findings.wrong} wrong`);
  return findings.wrong === 0 ? 0 : 1;
}

/** What a service in this process reads, on an empty data folder. */
function rehearsed(token: string, settings: Settings): Settings {
  rmSync(dataDir, { recursive: true, force: true });
  const own = { DATA_DIR: dataDir, BOOTSTRAP_TOKEN: token, HTTP_PORT: '0', LOG_LEVEL: 'error' };
  return { ...process.env, ...prefixed({ ...own, ...settings }) } as Record<string, string>;
}

function startFarm(town: Town): Promise<FarmProcess> {
  return openFarm(town.cameras.length, ['--town', town.key]);
}

async function openFarm(count: number, which: readonly string[]): Promise<FarmProcess> {
  say(`starting ${count} virtual cameras on 127.0.0.0/8 (demonstration data) and the service`);
  const farm = await FarmProcess.start(which);
  children.push(farm);
  return farm;
}

async function openService(token: string, settings: Settings = {}): Promise<string> {
  const service = await startService({ dataDir, token }, { HTTP_PORT: '0', ...settings });
  children.push(service);
  return String(service.ready['url']);
}

function verifyAudit(): number | null {
  const env = { ...process.env, SHOUWANG_DATA_DIR: dataDir };
  return spawnSync(process.execPath, ['dist/audit-verify.js'], { env, stdio: 'ignore' }).status;
}

function say(text: string): void {
  process.stdout.write(`scenario: ${text}\n`);
}

async function leave(code: number): Promise<never> {
  await Promise.all(children.map((child) => child.stop()));
  process.exit(code);
}
