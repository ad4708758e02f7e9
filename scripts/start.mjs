/** `npm start`: set-up, then the service in the foreground, with its data in ./data. */
import { spawn } from 'node:child_process';
import { setUp } from './set-up.mjs';

setUp();
const service = spawn(process.execPath, ['dist/main.js'], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => service.kill(signal));
service.on('exit', (code) => process.exit(code ?? 1));
