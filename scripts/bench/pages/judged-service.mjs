/**
 * The built service, told by a line of its input how cameras were judged, in the place of probes that would take both
 * cores: `[[cameraId, 'live' | 'silent'], …]`. Everything from the verdict on is the service's own.
 */
import { createInterface } from 'node:readline';
import { createApp } from '../../../dist/create-app.js';
import { Clock } from '../../../dist/platform/clock/clock.js';
import { loadConfig } from '../../../dist/platform/config/load-config.js';
import { EventBus } from '../../../dist/platform/events/event-bus.js';
import { CameraJudged } from '../../../dist/probing/index.js';

/** As many missed heartbeats as confirm an outage. */
const MISSED = 3;
const VERDICTS = {
  live: { outcome: 'live', impairment: null },
  covered: { outcome: 'live', impairment: { code: 'covered', detail: 'covered' } },
  silent: { outcome: 'silent', fault: { code: 'connect-timeout', detail: 'no answer' } },
};

const config = loadConfig();
const app = await createApp(config);
await app.listen(config.http.port, config.http.host);
const events = app.get(EventBus);
const clock = app.get(Clock);
createInterface({ input: process.stdin }).on('line', (line) => {
  for (const [cameraId, judged] of JSON.parse(line)) judge(cameraId, judged);
});
process.once('SIGTERM', async () => {
  await app.close();
  process.exit(0);
});
process.stdout.write(`${JSON.stringify({ msg: 'listening', url: await app.getUrl() })}\n`);

function judge(cameraId, judged) {
  const evidence = { cameraId, kind: 'frame', at: Date.now(), rungs: [], clockOffsetMs: null, picture: null };
  for (let times = judged === 'silent' ? MISSED : 1; times > 0; times -= 1)
    events.publish(new CameraJudged(cameraId, evidence, VERDICTS[judged], null, clock.monotonicMs()));
}
