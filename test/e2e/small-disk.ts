import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';

/**
 * A small file system mounted over a folder for those alone who come in through {@link through}. It outlives them, and
 * is gone with the process that holds it, however the test ends.
 */
export class SmallDisk {
  private constructor(
    private readonly holder: ChildProcess,
    private readonly folder: string,
  ) {}

  static async over(folder: string, megabytes: number): Promise<SmallDisk> {
    const script = `mount -t tmpfs -o size=${megabytes}m none "$0" && echo mounted && exec cat`;
    // `cat` ends with us: its input is ours.
    const holder = spawn('unshare', ['--mount', 'sh', '-c', script, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'exit').then(() => {
      throw new Error('the small disk could not be mounted');
    });
    await Promise.race([once(holder.stdout!, 'data'), ended]);
    ended.catch(() => {});
    return new SmallDisk(holder, folder);
  }

  /** A command that ends in executing what it is given, where the disk is seen. */
  get through(): readonly string[] {
    return ['nsenter', `--mount=/proc/${this.holder.pid}/ns/mnt`];
  }

  /** To the last byte. */
  fill(): void {
    const block = Buffer.alloc(65_536);
    try {
      for (;;) writeFileSync(this.ballast, block, { flag: 'a' });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
    }
  }

  makeRoom(): void {
    rmSync(this.ballast);
  }

  async close(): Promise<void> {
    const ended = once(this.holder, 'exit');
    this.holder.kill('SIGKILL');
    await ended;
  }

  private get ballast(): string {
    return `/proc/${this.holder.pid}/root${this.folder}/ballast`;
  }
}
