import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority of a town's own, made by OpenSSL for one test: nobody trusts it who was not told to. */
export class Authority {
  private readonly folder = mkdtempSync(join(tmpdir(), 'shouwang-authority-'));
  /** Its certificate, in PEM. */
  readonly file = join(this.folder, 'ca.pem');

  constructor() {
    const subject = ['-subj', '/CN=Town authority', '-days', '2'];
    this.openssl('req', '-x509', ...KEY, '-keyout', 'ca.key', '-out', 'ca.pem', ...subject);
  }

  /** For a server at `names`, as `IP:127.0.0.1` or `DNS:mail.example`; -1 days are over already. */
  identityFor(names: string, days = 2): Identity {
    writeFileSync(join(this.folder, 'names'), `subjectAltName=${names}\n`);
    this.openssl('req', ...KEY, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server');
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(days)];
    this.openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...by, '-extfile', 'names');
    return { key: this.read('server.key'), cert: this.read('server.pem') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  private openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'ignore', timeout: 20_000 });
  }
}
