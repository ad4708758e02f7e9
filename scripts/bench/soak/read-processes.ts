import { readdirSync, readFileSync } from 'node:fs';

export interface Reading {
  readonly serviceMb: number;
  readonly workersMb: number;
  /** Open file descriptors of the service, sockets included. */
  readonly files: number;
  readonly workers: number;
}

/** What a process and its children hold now. */
export function readProcesses(pid: number): Reading {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return {
    serviceMb: residentMb(String(pid)),
    workersMb: children.reduce((sum, child) => sum + residentMb(child), 0),
    files: readdirSync(`/proc/${pid}/fd`).length,
    workers: children.length,
  };
}

/** A worker may end between being listed and being read. */
function residentMb(pid: string): number {
  try {
    return Math.round(
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024,
    );
  } catch {
    return 0;
  }
}
