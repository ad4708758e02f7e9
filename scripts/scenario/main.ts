import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { townOf } from '../../test/farm/index.js';
import { type RunningChild, startChild } from '../demo/child-process.js';
import { AdoptScenario } from './adopt.js';
import { Findings } from './findings.js';

const [name, dataDir = 'data/scenario'] = process.argv.slice(2);
const children: RunningChild[] = [];

process.once('SIGINT', () => void leave(130));
process.once('SIGTERM', () => void leave(143));
if (name !== 'adopt') {
  say('usage: npm run scenario -- adopt [data folder, which is emptied]');
  process.exit(2);
}
try {
  await leave(await adopt());
} catch (cause) {
  say(`it failed: ${(cause as Error).message}`);
  await leave(1);
}

/** 0 only if everything was found as expected. */
async function adopt(): Promise<number> {
  const town = townOf('anhai');
  say(`starting ${town.cameras.length} virtual cameras on 127.0.0.0/8 (demonstration data) and the service`);
  const farm = ['--import', 'tsx', 'test/farm/main.ts', '--town', town.key];
  children.push(
    await startChild({ name: 'the farm', args: farm, isReady: (line) => line['ready'] === true }),
  );
  const token = randomBytes(24).toString('base64url');
  const service = await startService(token);
  children.push(service);
  const findings = new Findings(say);
  await new AdoptScenario(String(service.ready['url']), token, town, findings).play();
  findings.expect('the audit trail, verified', 0, verifyAudit());
  say(`${findings.count} findings, ${findings.wrong} wrong`);
  return findings.wrong === 0 ? 0 : 1;
}

function startService(token: string): Promise<RunningChild> {
  rmSync(dataDir, { recursive: true, force: true });
  const env = {
    SHOUWANG_DATA_DIR: dataDir,
    SHOUWANG_BOOTSTRAP_TOKEN: token,
    SHOUWANG_HTTP_PORT: '0',
    SHOUWANG_LOG_LEVEL: 'info',
  };
  return startChild({
    name: 'the service',
    args: ['dist/main.js'],
    env,
    isReady: (line) => line['msg'] === 'listening',
  });
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
