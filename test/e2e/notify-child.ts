import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { createApp } from '../../src/create-app.js';
import { type Notice, Notices } from '../../src/notify/index.js';
import { loadConfig } from '../../src/platform/config/load-config.js';

/**
 * The service as a process of its own that can be killed. Each line of its input is a list of notices; each line of its
 * output says that one is committed, and the first where it listens.
 */
const app = await createApp(loadConfig());
await app.listen(0, '127.0.0.1');
process.stdout.write(`${await app.getUrl()}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  await app.get(Notices, { strict: false }).post(JSON.parse(line) as Notice[]);
  process.stdout.write('posted\n');
}
