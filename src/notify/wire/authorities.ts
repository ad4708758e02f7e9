import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { StartError } from '../../platform/start-error.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Whose certificates receivers may show. */
export class Authorities {
  /** `ca` as Node takes it; undefined trusts those that Node knows. */
  constructor(readonly ca: string[] | undefined) {}

  /** `file` in PEM, beside those that Node knows; null for these alone. A file that holds none stops the start. */
  static from(file: string | null): Authorities {
    if (file === null) return new Authorities(undefined);
    return new Authorities([...rootCertificates, ...certificatesIn(file)]);
  }
}

function certificatesIn(file: string): readonly string[] {
  try {
    const found = readFileSync(file, 'latin1').match(CERTIFICATE) ?? [];
    if (found.length === 0) throw new Error('it holds no certificate in PEM');
    return found.map((certificate) => new X509Certificate(certificate).toString());
  } catch (cause) {
    const why = (cause as Error).message.split('\n')[0];
    throw new StartError(
      `notify: cannot read the authorities in ${file}: ${why}; set SHOUWANG_NOTIFY_TRUSTED_CA_FILE to a PEM file, or to nothing`,
      { cause },
    );
  }
}
