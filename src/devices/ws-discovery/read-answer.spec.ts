import { readAnswer } from './read-answer.js';
import { answerXml } from './testing/answer-xml.js';

const OURS = '019a0000-0000-7000-8000-000000000001';
const ENDPOINT = 'a1b2c3d4-0000-1000-8000-c056e3580001';
const read = (xml: string | Buffer) => readAnswer(Buffer.from(xml as string), new Set([OURS]));
const answer = (more: Parameters<typeof answerXml>[0] = {}): string =>
  answerXml({ relatesTo: `urn:uuid:${OURS}`, ...more });

describe('an answer to a probe', () => {
  it('tells endpoint, types, scopes and service addresses', () => {
    expect(read(answer())).toEqual({
      ok: true,
      matches: [
        {
          endpoint: ENDPOINT,
          types: ['NetworkVideoTransmitter', 'Device'],
          scopes: ['onvif://www.onvif.org/name/A%20B', 'onvif://www.onvif.org/hardware/C'],
          xaddrs: [{ host: '192.168.1.64', port: 80, path: '/onvif/device_service', tls: false }],
        },
      ],
    });
  });

  it.each([
    ['urn:uuid:', `urn:uuid:${ENDPOINT}`],
    ['uuid:', `uuid:${ENDPOINT}`],
    ['no prefix and capitals', ENDPOINT.toUpperCase()],
  ])('names the same endpoint with %s', (_name, endpoint) => {
    expect(read(answer({ endpoint }))).toMatchObject({ matches: [{ endpoint: ENDPOINT }] });
  });

  it.each([
    [
      'several, in order',
      'http://[fe80::1]/a http://169.254.1.2/b http://10.1.1.1:8080/c',
      ['fe80::1', '169.254.1.2', '10.1.1.1'],
    ],
    ['line breaks between them', 'http://10.1.1.1/a\r\n\thttp://10.1.1.2/b', ['10.1.1.1', '10.1.1.2']],
    [
      'other schemes beside a good one',
      'ftp://10.1.1.1/a javascript:alert(1) http://10.1.1.2/b',
      ['10.1.1.2'],
    ],
    ['a login in it', 'http://admin:secret@10.1.1.1/a', ['10.1.1.1']],
    [
      'an impossible port beside a good one',
      'http://10.1.1.1:99999/a http://10.1.1.1:0/ http://10.1.1.2/b',
      ['10.1.1.2'],
    ],
    ['a zone of IPv6 beside a good one', 'http://[fe80::1%25eth0]/a http://10.1.1.2/b', ['10.1.1.2']],
  ])('reads addresses with %s', (_name, xaddrs, hosts) => {
    const reading = read(answer({ xaddrs }));
    expect(reading.ok && reading.matches[0]!.xaddrs.map(({ host }) => host)).toEqual(hosts);
    expect(JSON.stringify(reading)).not.toContain('secret');
  });

  it('of a proxy lists many devices', () => {
    const endpoints = [1, 2, 3].map((n) => `a1b2c3d4-0000-1000-8000-00000000000${n}`);
    const reading = read(answer({ endpoints }));
    expect(reading.ok && reading.matches.map(({ endpoint }) => endpoint)).toEqual(endpoints);
  });

  it.each([
    ['leaves out a device without an address', { xaddrs: '' }],
    ['leaves out a device without an endpoint', { endpoint: '' }],
  ])('%s', (_name, more) => {
    expect(read(answer(more))).toEqual({ ok: true, matches: [] });
  });

  it.each<[string, string | Buffer, string]>([
    ['nothing', '', 'garbled'],
    ['noise', Buffer.from([0xff, 0x00, 0x3c, 0xfe, 0x3e]), 'garbled'],
    ['an HTML page', '<html><body>hello</body></html>', 'no-answer'],
    ['half an answer', answer().slice(0, 600), 'garbled'],
    ['an entity bomb', `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(999)}">]>${answer()}`, 'garbled'],
    ['deep nesting', '<a>'.repeat(20_000), 'garbled'],
    ['more elements than any device has', `<a>${'<b/>'.repeat(5_000)}</a>`, 'garbled'],
    ['a Probe of somebody else', answer().replaceAll('ProbeMatches', 'Probe'), 'no-answer'],
    [
      'an answer to another probe',
      answer({ relatesTo: 'urn:uuid:00000000-0000-0000-0000-000000000000' }),
      'not-ours',
    ],
    ['an answer to no probe', answer({ relatesTo: '' }), 'not-ours'],
  ])('is refused where it is %s', (_name, datagram, refusal) => {
    expect(read(datagram)).toEqual({ ok: false, refusal });
  });

  it('keeps texts and lists in bounds', () => {
    const scopes =
      Array.from({ length: 1_000 }, (_, n) => `onvif://x/${n}`).join(' ') + ` ${'y'.repeat(2_000)}`;
    const xaddrs = Array.from({ length: 500 }, (_, n) => `http://10.0.0.1:${n + 1}/`).join(' ');
    const reading = read(answer({ scopes, xaddrs, endpoint: 'e'.repeat(9_000) }));
    const [match] = reading.ok ? reading.matches : [];
    expect([match?.scopes.length, match?.xaddrs.length, match?.endpoint.length]).toEqual([64, 64, 512]);
  });
});
