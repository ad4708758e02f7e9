/**
 * The built service on a clock that is put forward, before cameras that answer from a tape: what one real camera answered,
 * well and silent, stands for all. Takes lines of JSON and answers each with one that has its `request`:
 * `{"do":"record","cameraId":…,"as":"well"}`, `{"do":"pass","ms":…}`.
 *
 * usage: node recorded-service.mjs START DOWN_MS (instant; how long a day each camera is silent)
 */
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from '../../../dist/create-app.js';
import { ManualClock } from '../../../dist/platform/clock/manual-clock.js';
import { loadConfig } from '../../../dist/platform/config/load-config.js';
import { ProbingStats } from '../../../dist/probing/index.js';
import { ClimbLadder } from '../../../dist/probing/app/climb-ladder.js';
import { NO_MEMORY } from '../../../dist/probing/domain/probe-memory.js';
import { phaseOf } from '../../../dist/probing/domain/phase.js';
import { Registry } from '../../../dist/registry/index.js';

const DAY_MS = 86_400_000;
/** No step is longer than the shortest beat of the service that measures its own pauses. */
const STEP_MS = 5_000;
const TOGETHER_MS = 60_000;
const KINDS = ['heartbeat', 'frame', 'full'];

/** Beats lie on fractions of a millisecond, instants do not. */
class WholeClock extends ManualClock {
  now() {
    return Math.floor(super.now());
  }
}

const [start, downMs] = process.argv.slice(2).map(Number);
const clock = new WholeClock(start);
const config = loadConfig();
const app = await createApp(config, clock);
const ladder = app.get(ClimbLadder, { strict: false });
const climbForReal = ladder.climb.bind(ladder);
/** Until there is something on the tape nobody answers. */
const tape = { well: null, silent: null };
let pictures = 0;
let probes = 0;
ladder.climb = async (errand) => played(errand);
await app.listen(config.http.port, config.http.host);
const probing = app.get(ProbingStats, { strict: false });

const tasks = { record, pass };
createInterface({ input: process.stdin }).on('line', async (line) => {
  const { request, ...task } = JSON.parse(line);
  const answer = await tasks[task.do](task).catch((cause) => ({ error: cause.stack }));
  say({ request, ...answer });
});
process.once('SIGTERM', async () => {
  await app.close();
  process.exit(0);
});
say({ msg: 'listening', url: await app.getUrl() });

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** Every kind of climb of a real camera, one after the other, as it is now. */
async function record({ cameraId, as }) {
  const target = await app.get(Registry, { strict: false }).probeTarget(cameraId);
  const climbs = {};
  let memory = tape.well?.full.memory ?? NO_MEMORY;
  for (const kind of KINDS.toReversed()) {
    climbs[kind] = await climbForReal({ target, kind, memory }, new AbortController().signal);
    memory = climbs[kind].memory;
  }
  tape[as] = climbs;
  const outcomes = climbs.full.evidence.rungs.map(({ rung, outcome }) => `${rung} ${outcome}`);
  return { outcomes, memoryBytes: JSON.stringify(twoScenes(memory)).length };
}

function played({ target: { cameraId }, kind, memory }) {
  probes += 1;
  const recorded = tape[isDown(cameraId) ? 'silent' : 'well'][kind];
  const at = clock.now();
  const { picture } = recorded.evidence;
  // It was recorded while our clock stood still.
  const clockOffsetMs = recorded.evidence.clockOffsetMs === null ? null : 0;
  const evidence = { ...recorded.evidence, cameraId, at, clockOffsetMs };
  const before =
    memory.address === null ? { ...twoScenes(tape.well.full.memory), lastPicture: null } : memory;
  const climb = { ...recorded, begunMs: clock.monotonicMs(), evidence, memory: before };
  if (picture === null) return climb;
  pictures += 1;
  return {
    ...climb,
    evidence: { ...evidence, picture: { ...picture, fingerprint: `${picture.fingerprint}${pictures}` } },
    // Every picture moves what the camera is known to look like.
    memory: { ...before, scenes: { ...before.scenes } },
  };
}

/** A camera that has been watched for a day knows its scene by day and by night. */
function twoScenes(memory) {
  const scene = memory.scenes.day ?? memory.scenes.night;
  return { ...memory, scenes: { day: scene, night: scene } };
}

function isDown(cameraId) {
  const untilFall = phaseOf(cameraId) * DAY_MS;
  return (clock.now() - untilFall) % DAY_MS < downMs;
}

async function pass({ ms }) {
  const [cpu, before, until] = [process.cpuUsage(), probes, clock.now() + ms];
  while (clock.now() < until) {
    clock.advance(STEP_MS);
    await nextRound();
    if (clock.now() % TOGETHER_MS < STEP_MS) await allProbed();
  }
  const { user, system } = process.cpuUsage(cpu);
  return { now: clock.now(), cpuMs: (user + system) / 1_000, probes: probes - before };
}

async function allProbed() {
  for (
    let { inFlight, waiting } = probing.read();
    inFlight + waiting > 0;
    { inFlight, waiting } = probing.read()
  )
    await pause(1);
}

function nextRound() {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
