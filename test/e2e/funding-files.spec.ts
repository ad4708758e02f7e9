import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser, newPerson } from './access-people.js';
import { type Service, startService } from './service.js';

interface Answer {
  readonly id: string;
  readonly [field: string]: unknown;
}
const UNKNOWN = '019a0000-0000-7000-8000-00000000dead';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const EICAR = Buffer.concat([PDF, Buffer.from('EICAR')]);

const json = async <T = Answer>(response: Response): Promise<T> => (await response.json()) as T;

describe('files of a purchase', () => {
  let folder: string;
  let service: Service;
  let lin: Browser;
  let bought: string;
  let invoice: string;
  let infected: string;

  const write = async (path: string, body: object): Promise<string> =>
    (await service.json<Answer>('POST', `/api/v1/${path}`, body, { 'idempotency-key': randomUUID() })).id;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-funding-'));
    service = await startService({}, folder);
    const villageId = await write('villages', { name: '上坡村', kind: 'village' });
    const award = { villageId, kind: 'collective', year: 2019, receivedOn: '2020-03-01', amountFen: 100 };
    const funding = [{ awardId: await write('awards', award), amountFen: 100 }];
    const lines = [{ what: '枪机', quantity: 1, unitPriceFen: 100 }];
    bought = await write('purchases', {
      villageId,
      boughtOn: '2020-05-01',
      supplier: '安通',
      lines,
      funding,
    });
    lin = await newPerson(service, 'lin', { role: 'village', villageIds: [villageId] });
  }, 60_000);
  afterAll(async () => {
    await service?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const upload = (content: Buffer, query = 'kind=invoice'): Promise<Response> =>
    fetch(`${service.url}/api/v1/purchases/${bought}/attachments?${query}`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', cookie: lin.cookie, 'content-type': 'application/json' },
      body: new Uint8Array(content),
    });
  const open = (id: string) => lin.send('GET', `purchases/${bought}/attachments/${id}`);

  it('are told by content, named by it, and the same file is there once', async () => {
    const name = encodeURIComponent('发票(1).jpg');
    const first = await json(await upload(PDF, `kind=invoice&name=${name}`));
    expect(first).toMatchObject({
      name: '发票(1).pdf',
      mediaType: 'application/pdf',
      bytes: PDF.length,
      isScanned: false,
    });
    invoice = first.id;
    expect((await json(await upload(PDF))).id).toBe(invoice);
    const form = new FormData();
    form.append('file', new Blob([PNG]), '../../验收.html');
    const formed = await fetch(`${service.url}/api/v1/purchases/${bought}/attachments?kind=acceptance`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', cookie: lin.cookie },
      body: form,
    });
    expect(await json(formed)).toMatchObject({ name: '验收.html.png', mediaType: 'image/png' });
    infected = (await json(await upload(EICAR))).id;
    const { items } = await json<{ items: object[] }>(
      await lin.send('GET', `purchases/${bought}/attachments`),
    );
    expect(items).toHaveLength(3);
  });

  it.each<[string, Buffer, number, string]>([
    ['a page', Buffer.from('<!doctype html><script>1</script>'), 422, 'file-type'],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 422, 'file-type'],
    ['a PDF after a page', Buffer.concat([Buffer.from('<script>'), PDF]), 422, 'file-type'],
    ['nothing', Buffer.alloc(0), 400, 'no-file'],
    ['too much', Buffer.alloc(10 * 1_048_576 + 1, PDF), 413, 'file-too-large'],
  ])('are no %s', async (_what, content, status, code) => {
    const response = await upload(content);
    expect([response.status, (await json(response))['code']]).toEqual([status, code]);
  });

  it('are handed out to be saved, and never as a page', async () => {
    const response = await open(invoice);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PDF);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${invoice}.pdf"; filename*=UTF-8''%E5%8F%91%E7%A5%A8%281%29.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    expect((await open(UNKNOWN)).status).toBe(404);
    const { items } = await service.json<{ items: object[] }>('GET', '/api/v1/audit-entries?limit=10');
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'GET /purchases/:id/attachments/:attachmentId', subject: invoice }),
    );
  });

  it('are not handed out as something else than was uploaded', async () => {
    const { id, sha256 } = await json<{ id: string; sha256: string }>(
      await upload(Buffer.concat([PNG, Buffer.from('soon spoilt')])),
    );
    const path = join(folder, 'attachments', sha256.slice(0, 2), sha256);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    writeFileSync(path, PNG);
    const response = await open(id);
    expect([response.status, (await json(response))['code']]).toEqual([503, 'attachment-damaged']);
  });

  it('are handed out after a scan alone, once one is set up', async () => {
    const scan = join(folder, 'scan.sh');
    writeFileSync(scan, '#!/bin/sh\nif grep -q EICAR "$1"; then echo "$1: Eicar FOUND"; exit 1; fi\n');
    chmodSync(scan, 0o700);
    await service.close();
    service = await startService({ FUNDING_VIRUS_SCAN: `command:${scan}` }, folder);
    lin = Object.assign(new Browser(service), { cookie: lin.cookie });

    expect((await open(invoice)).status).toBe(200);
    const bad = await open(infected);
    expect([bad.status, (await json(bad))['detail']]).toEqual([
      403,
      'The virus scan found Eicar in the file.',
    ]);
    const refused = await upload(Buffer.concat([PNG, Buffer.from('EICAR')]));
    expect([refused.status, (await json(refused))['code']]).toEqual([422, 'infected-file']);
    rmSync(scan);
    // What was called clean stays so; what is new waits for a scan that works.
    expect((await open(invoice)).status).toBe(200);
    expect((await upload(Buffer.concat([PNG, Buffer.from('new')]))).status).toBe(503);
  });
});
