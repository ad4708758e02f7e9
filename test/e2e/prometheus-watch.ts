import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TOKEN } from './service.js';
import { freePort } from '../../scripts/free-port.mjs';

export const PROMETHEUS_CONFIG = fileURLToPath(new URL('../../config/prometheus/', import.meta.url));
const PATIENCE_MS = 30_000;

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

export type Answer =
  | { readonly status: 'success'; readonly data: { readonly result: readonly Sample[] } }
  | { readonly status: 'error'; readonly error: string };

/** Debian's Prometheus and blackbox_exporter with the configuration that we ship, watching a service of a test. */
export class PrometheusWatch {
  private readonly running: ChildProcess[] = [];

  private constructor(
    private readonly folder: string,
    private readonly serviceUrl: string,
    private readonly ports: { readonly prometheus: number; readonly blackbox: number },
  ) {}

  /** `config` is a file of config/prometheus. */
  static async start(serviceUrl: string, config: string): Promise<PrometheusWatch> {
    const folder = mkdtempSync(join(tmpdir(), 'shouwang-prometheus-'));
    const ports = { prometheus: await freePort(), blackbox: await freePort() };
    const watch = new PrometheusWatch(folder, serviceUrl, ports);
    watch.run('prometheus-blackbox-exporter', [
      `--config.file=${join(PROMETHEUS_CONFIG, 'blackbox.yml')}`,
      `--web.listen-address=127.0.0.1:${ports.blackbox}`,
    ]);
    watch.run('prometheus', [
      `--config.file=${watch.adapted(config)}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    ]);
    return watch;
  }

  /** Where a copy of the file is: as shipped, but for the ports of this test, its token, and its patience. */
  adapted(name: string): string {
    const text = readFileSync(join(PROMETHEUS_CONFIG, name), 'utf8')
      .replaceAll('localhost:8680', new URL(this.serviceUrl).host)
      .replaceAll('localhost:9115', `127.0.0.1:${this.ports.blackbox}`)
      .replaceAll('/etc/prometheus/shouwang-token', this.write('token', TOKEN))
      .replace('global:', 'global:\n  evaluation_interval: 1s')
      .replace('rules/*.yml', this.hurriedRules())
      .replaceAll(/(scrape_interval|scrape_timeout|refresh_interval): \d+s/g, '$1: 1s');
    return this.write(name, text);
  }

  /** Null while Prometheus does not answer yet. */
  async ask<T>(path: string): Promise<T | null> {
    const answer = await fetch(`http://127.0.0.1:${this.ports.prometheus}/api/v1/${path}`).catch(() => null);
    // A query that it refuses is answered with 400 and why.
    return answer === null || answer.status === 503 ? null : ((await answer.json()) as T);
  }

  instant(query: string): Promise<Answer | null> {
    return this.ask(`query?query=${encodeURIComponent(query)}`);
  }

  /** The first sample, as soon as there is one. */
  async sample(query: string): Promise<Sample> {
    const deadline = Date.now() + PATIENCE_MS;
    let answer: Answer | null = null;
    while (Date.now() < deadline) {
      answer = await this.instant(query);
      if (answer?.status === 'error') break;
      const found = answer?.data.result[0];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const seen = JSON.stringify(answer);
    throw new Error(`no sample of ${query}: ${seen}; targets: ${JSON.stringify(await this.ask('targets'))}`);
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map((child) => stop(child)));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The rules as shipped, worked out every second. */
  private hurriedRules(): string {
    for (const name of ['recording.yml', 'alerts-cameras.yml', 'alerts-service.yml']) {
      const text = readFileSync(join(PROMETHEUS_CONFIG, 'rules', name), 'utf8');
      this.write(`rules-${name}`, text.replaceAll('interval: 1m', 'interval: 1s'));
    }
    return join(this.folder, 'rules-*.yml');
  }

  private write(name: string, text: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }

  private run(command: string, args: readonly string[]): void {
    this.running.push(spawn(command, args, { stdio: 'ignore' }));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
