import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A network namespace for the service alone, with wires into ours. Namespace and wires are gone with the process that
 * holds them, however the test ends.
 */
export class WiredNetwork {
  private constructor(private readonly holder: ChildProcess) {}

  static async lay(): Promise<WiredNetwork> {
    // `cat` ends with us: its input is ours.
    const holder = spawn('unshare', ['--net', 'sh', '-c', 'ip link set lo up && echo up && exec cat'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(holder.stdout!, 'data');
    return new WiredNetwork(holder);
  }

  /** A command that ends in executing what it is given, in the namespace. */
  get through(): readonly string[] {
    return ['nsenter', `--net=/proc/${this.holder.pid}/ns/net`];
  }

  /** Our end has `network`.1 and so on, as many as `addresses`; the service's end has `network`.254. */
  wire(network: string, addresses: number): Wire {
    const { pid } = this.holder;
    const [ours, theirs] = [`swo${pid}x${network.split('.')[2]}`, `swt${network.split('.')[2]}`];
    ip('link', 'add', ours, 'type', 'veth', 'peer', 'name', theirs, 'netns', String(pid));
    for (let host = 1; host <= addresses; host += 1) ip('addr', 'add', `${network}.${host}/24`, 'dev', ours);
    ip('link', 'set', ours, 'up');
    this.inside('addr', 'add', `${network}.254/24`, 'dev', theirs);
    this.inside('link', 'set', theirs, 'up');
    return {
      unplug: () => ip('link', 'set', ours, 'down'),
      plugIn: () => ip('link', 'set', ours, 'up'),
      switchCardOff: () => this.inside('link', 'set', theirs, 'down'),
      switchCardOn: () => this.inside('link', 'set', theirs, 'up'),
    };
  }

  async remove(): Promise<void> {
    const ended = once(this.holder, 'exit');
    this.holder.kill('SIGKILL');
    await ended;
  }

  private inside(...parts: readonly string[]): void {
    const [command, ...args] = [...this.through, 'ip', ...parts];
    execFileSync(command!, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

export interface Wire {
  /** At the cameras' end: nobody answers any more. */
  unplug(): void;
  plugIn(): void;
  /** At the service's end: the system knows no way any more. */
  switchCardOff(): void;
  switchCardOn(): void;
}

function ip(...parts: readonly string[]): void {
  execFileSync('ip', parts, { stdio: ['ignore', 'ignore', 'inherit'] });
}
