import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { StartError } from '../../platform/start-error.js';
import { Authorities } from './authorities.js';

const printOf = (certificate: string): string => new X509Certificate(certificate).fingerprint256;

describe('Authorities', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-authorities-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function fileOf(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  }

  it('are those that Node knows where the configuration names none', () => {
    expect(Authorities.from(null).ca).toBeUndefined();
  });

  it('are all of a file beside them, whatever stands between', () => {
    const [one, other] = rootCertificates;
    const { ca } = Authorities.from(fileOf('two.pem', `Town\n${one}\n\n# and\n${other}\n`));
    expect(ca?.map(printOf)).toEqual([...rootCertificates, one!, other!].map(printOf));
  });

  it.each([
    ['that is not there', 'nowhere.pem', null, /^notify: cannot read the authorities in .*: ENOENT/],
    [
      'without a certificate',
      'key.pem',
      'hello',
      /: it holds no certificate in PEM; set SHOUWANG_NOTIFY_TRUSTED_CA_FILE to a PEM file, or to nothing$/,
    ],
    [
      'with a broken certificate',
      'broken.pem',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      /^notify: cannot read the authorities in .*broken\.pem: .*; set SHOUWANG_NOTIFY_TRUSTED_CA_FILE/,
    ],
  ])('stop the start by a file %s', (_what, name, text, message) => {
    const file = text === null ? join(folder, name) : fileOf(name, text);
    expect(() => Authorities.from(file)).toThrow(StartError);
    expect(() => Authorities.from(file)).toThrow(message);
  });
});
