import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * Two network namespaces with two wires between them: `near` asks, `far` answers. On the first wire they are 10.77.0.1
 * and 10.77.0.11–13 (and fd77::1 and fd77::11), on the second 10.78.0.1 and 10.78.0.11.
 */
export class TwoWires {
  private readonly near = `shouwang-near-${process.pid}`;
  private readonly far = `shouwang-far-${process.pid}`;
  private readonly stops: (() => Promise<void>)[] = [];

  static lay(): TwoWires {
    const wires = new TwoWires();
    const { near, far } = wires;
    for (const name of [near, far]) ip('netns', 'add', name);
    for (const wire of [0, 1]) {
      ip(
        'link',
        'add',
        `near${wire}`,
        'netns',
        near,
        'type',
        'veth',
        'peer',
        'name',
        `far${wire}`,
        'netns',
        far,
      );
      ip('-n', near, 'addr', 'add', `10.7${7 + wire}.0.1/24`, 'dev', `near${wire}`);
      for (const host of wire === 0 ? [11, 12, 13] : [11])
        ip('-n', far, 'addr', 'add', `10.7${7 + wire}.0.${host}/24`, 'dev', `far${wire}`);
    }
    ip('-n', near, 'addr', 'add', 'fd77::1/64', 'dev', 'near0', 'nodad');
    ip('-n', far, 'addr', 'add', 'fd77::11/64', 'dev', 'far0', 'nodad');
    for (const wire of [0, 1]) {
      ip('-n', near, 'link', 'set', `near${wire}`, 'up');
      ip('-n', far, 'link', 'set', `far${wire}`, 'up');
    }
    return wires;
  }

  /** Starts a program on the far side; resolves when it has printed a line. */
  async startFar(program: string): Promise<void> {
    const child = spawn('ip', ['netns', 'exec', this.far, ...commandOf(program)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.stops.push(async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    });
    await once(createInterface(child.stdout), 'line');
  }

  /** Runs a program on the near side with one argument; gives what it printed, as JSON. */
  runNear<T>(program: string, argument: object): T {
    const command = [...commandOf(program), JSON.stringify(argument)];
    return JSON.parse(
      execFileSync('ip', ['netns', 'exec', this.near, ...command], { encoding: 'utf8' }),
    ) as T;
  }

  async remove(): Promise<void> {
    await Promise.all(this.stops.map((stop) => stop()));
    for (const name of [this.near, this.far]) ip('netns', 'del', name);
  }
}

function commandOf(program: string): string[] {
  return [process.execPath, '--import', 'tsx', fileURLToPath(new URL(program, import.meta.url))];
}

function ip(...parts: readonly string[]): void {
  execFileSync('ip', parts, { stdio: ['ignore', 'ignore', 'inherit'] });
}
