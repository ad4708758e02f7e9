import { execFile } from 'node:child_process';
import { VirusScan } from '../app/virus-scan.js';
import { noVerdict } from './no-verdict.js';

/** As clamscan(1) has it; whatever else a command ends with is no verdict. */
const INFECTED = 1;

/** A command that is given the path of the file as its last argument, without a shell: 0 is clean, 1 is infected. */
export class CommandScan extends VirusScan {
  readonly isOn = true;

  constructor(
    private readonly command: readonly [string, ...string[]],
    private readonly timeoutMs: number,
  ) {
    super();
  }

  foundIn(path: string): Promise<string | null> {
    const [program, ...words] = this.command;
    const options = { timeout: this.timeoutMs, killSignal: 'SIGKILL', maxBuffer: 65_536 } as const;
    return new Promise((resolve, reject) => {
      execFile(program, [...words, path], options, (error, stdout) => {
        if (error === null) resolve(null);
        else if (error.code === INFECTED) resolve(nameIn(stdout));
        else reject(noVerdict(`${program} ended with ${error.code ?? error.signal ?? 'nothing'}`, error));
      });
    });
  }
}

/** `<path>: <name> FOUND`, as clamscan says it. */
function nameIn(said: string): string {
  return /: (.{1,200}) FOUND$/m.exec(said)?.[1] ?? 'a virus';
}
