import type { VirusScan } from '../app/virus-scan.js';
import { ClamdScan } from './clamd-scan.js';
import { CommandScan } from './command-scan.js';
import { NoScan } from './no-scan.js';

/** What `funding.virusScan` names: a command, or clamd at a port or a socket; null is none. */
export function scanOf(setting: string | null, timeoutMs: number): VirusScan {
  if (setting === null) return new NoScan();
  const [, scheme, rest = ''] = /^(command|clamd):(.+)$/.exec(setting) ?? [];
  if (scheme === 'command')
    return new CommandScan(rest.trim().split(/\s+/) as [string, ...string[]], timeoutMs);
  const [, host, port] = /^\/\/([^/:]+):(\d+)$/.exec(rest) ?? [];
  return new ClamdScan(host === undefined ? { path: rest } : { host, port: Number(port) }, timeoutMs);
}
