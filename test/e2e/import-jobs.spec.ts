import { existsSync, readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { csv, type ImportAnswer, imported, sendFile } from './import-files.js';
import { type Service, startService, TOKEN } from './service.js';

const PATH = '/api/v1/cameras/import';
const HEADER = ['设备名称', '村', 'IPV4'];

function many(count: number, from = 0): string {
  return csv(
    HEADER,
    ...Array.from({ length: count }, (_, index) => [
      `杆 ${index}`,
      '上坡村',
      `10.${from}.${Math.floor(index / 250)}.${(index % 250) + 1}`,
    ]),
  );
}

describe('imports as jobs', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ IMPORTS_MAX_FILE_MB: '2' });
    await service.json('POST', '/api/v1/villages', { name: '上坡村', kind: 'village' });
  });
  afterAll(() => service.close());

  const filesLeft = (): string[] => readdirSync(join(service.dataDir, 'imports'));

  /** The events of an import, to its end. */
  async function watch(id: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
    const response = await fetch(`${service.url}/api/v1/imports/${id}/events`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    const blocks = (await response.text()).split('\n\n').filter((block) => block.includes('data:'));
    return blocks.map((block) => ({
      type: /^event: (.*)$/m.exec(block)![1]!,
      data: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) as Record<string, unknown>,
    }));
  }

  it('answers at once where nobody wants to wait, and can be watched to its end', async () => {
    const response = await sendFile(service, `${PATH}?wait=false`, many(600));
    expect(response.status).toBe(202);
    const started = (await response.json()) as ImportAnswer;
    expect(response.headers.get('location')).toBe(`/api/v1/imports/${started.id}`);
    expect(started).toMatchObject({ state: 'running', summary: null });

    const events = await watch(started.id);
    expect(events[0]).toMatchObject({ type: 'progress' });
    expect(events.at(-1)).toMatchObject({
      type: 'end',
      data: { state: 'done', isApplied: true, summary: { created: 600 } },
    });

    const whole = await service.json<ImportAnswer>('GET', `/api/v1/imports/${started.id}`);
    expect(whole.rows).toHaveLength(600);
    expect(whole.rows.at(-1)).toMatchObject({ row: 601, outcome: 'created' });
    expect(filesLeft()).toEqual([]);
  }, 60_000);

  it('tells a latecomer the end alone', async () => {
    const [latest] = (await service.json<{ items: ImportAnswer[] }>('GET', '/api/v1/imports')).items;
    expect((await watch(latest!.id)).map(({ type }) => type)).toEqual(['end']);
  });

  it('lists imports, the latest first, page by page', async () => {
    const second = await imported(service, `${PATH}?dryRun=true`, many(1));
    const page = await service.json<{ items: ImportAnswer[]; nextCursor: string }>(
      'GET',
      '/api/v1/imports?limit=1',
    );
    expect(page.items).toMatchObject([
      { id: second.id, isDryRun: true, noun: 'cameras', actor: 'admin-token' },
    ]);
    const next = await service.json<{ items: ImportAnswer[] }>(
      'GET',
      `/api/v1/imports?cursor=${page.nextCursor}`,
    );
    expect(next.items).toHaveLength(1);
  });

  const cancel = (id: string) => service.json<ImportAnswer>('DELETE', `/api/v1/imports/${id}`);
  const started = async (count: number, query: string, from: number): Promise<string> => {
    const response = await sendFile(service, `${PATH}?wait=false${query}`, many(count, from));
    return ((await response.json()) as ImportAnswer).id;
  };

  it('stops a check, and the one that waits behind it at once', async () => {
    const first = await started(8_000, '&dryRun=true', 9);
    const behind = await started(1, '&dryRun=true', 9);
    expect(await cancel(behind)).toMatchObject({
      state: 'cancelled',
      problem: 'The import was cancelled; nothing was written.',
    });
    expect(await cancel(first)).toMatchObject({ state: 'cancelled', summary: null, progress: null });
    expect((await watch(first)).map(({ type }) => type)).toEqual(['end']);
    // The next one finds the desk free, and no file of those before it.
    await imported(service, `${PATH}?dryRun=true`, many(1, 9));
    expect(filesLeft()).toEqual([]);
  }, 60_000);

  it('undoes what was written of one that is stopped, and leaves one alone that is over', async () => {
    const id = await started(4_000, '', 8);
    const events = await fetch(`${service.url}/api/v1/imports/${id}/events`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    for await (const text of events.body!.pipeThrough(new TextDecoderStream()))
      if (/"rowsWritten":[1-9]/.test(text)) break;
    expect(await cancel(id)).toMatchObject({ state: 'cancelled', isApplied: false });
    expect(await service.json('GET', '/api/v1/cameras/count?q=10.8.')).toEqual({ count: 0 });

    const done = await imported(service, `${PATH}?dryRun=true`, many(1, 8));
    expect(await cancel(done.id)).toMatchObject({ state: 'done' });
  }, 60_000);

  it("leaves another's import to them", async () => {
    const theirs = await started(1, '&dryRun=true', 9);
    await watch(theirs);
    const token = { name: 'tool', role: 'technician' };
    const { token: secret } = await service.json<{ token: string }>('POST', '/api/v1/tokens', token);
    const refused = await fetch(`${service.url}/api/v1/imports/${theirs}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${secret}` },
    });
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'not-your-import' }]);
  });

  it('knows no import that is not there', async () => {
    const id = '019a0000-0000-7000-8000-00000000dead';
    for (const path of [`/api/v1/imports/${id}`, `/api/v1/imports/${id}/events`]) {
      const response = await service.request('GET', path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'no-such-import' });
    }
  });

  it('takes a form with a file, and keeps its name', async () => {
    const form = new FormData();
    form.set('file', new Blob([many(1)], { type: 'text/csv' }), '../安海镇.csv');
    const response = await fetch(`${service.url}${PATH}?dryRun=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: form,
    });
    expect(await response.json()).toMatchObject({ fileName: '安海镇.csv', state: 'done' });
  });

  it('refuses a file that says it is too large before reading it', async () => {
    const response = await sendFile(service, PATH, Buffer.alloc(3_000_000, 'a'));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      code: 'file-too-large',
      detail: 'The file is larger than 2 MB; divide it, or raise imports.maxFileMb.',
    });
    expect(filesLeft()).toEqual([]);
  });

  it('refuses a file of 200 MB that says nothing, while it streams in', async () => {
    const largest: number[] = [];
    const piece = Buffer.alloc(1_048_576, 'a,b\n');
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const sending = request(`${service.url}${PATH}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/csv' },
      });
      sending.on('response', (response) => {
        let body = '';
        response.on('data', (text: Buffer) => (body += text.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, body }));
      });
      sending.on('error', reject);
      let sent = 0;
      const send = (): void => {
        largest.push(...filesLeft().map((name) => statSync(join(service.dataDir, 'imports', name)).size));
        if (sent === 200) return void sending.end();
        sent += 1;
        sending.write(piece, send);
      };
      send();
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'file-too-large' });
    expect(Math.max(0, ...largest)).toBeLessThanOrEqual(2 * 1_048_576);
    expect(filesLeft()).toEqual([]);
  }, 60_000);

  it('leaves nothing of a file whose sender goes away', async () => {
    await new Promise<void>((resolve) => {
      const sending = request(`${service.url}${PATH}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          'content-type': 'text/csv',
          'content-length': 1_000_000,
        },
      });
      sending.on('error', () => resolve());
      sending.write('设备名称\n', () => sending.destroy());
    });
    // The next import begins after the broken one has been cleared away.
    await imported(service, `${PATH}?dryRun=true`, many(1));
    expect(filesLeft()).toEqual([]);
  });

  it('keeps files for itself alone while it works on them', async () => {
    const seen: number[] = [];
    const response = await sendFile(service, `${PATH}?wait=false&dryRun=true`, many(300));
    const { id } = (await response.json()) as ImportAnswer;
    for (const name of filesLeft()) seen.push(statSync(join(service.dataDir, 'imports', name)).mode & 0o777);
    expect(seen).toEqual([0o600]);
    await watch(id);
  });

  it.each(['application/x-www-form-urlencoded', 'application/json', 'text/plain; charset=gbk', 'image/png'])(
    'take a file for what it is, though its sender calls it %s',
    async (type) => {
      const response = await sendFile(service, `${PATH}?dryRun=true`, many(1, 77), type);

      expect(await response.json()).toMatchObject({ summary: { created: 1 } });
    },
  );
});

describe('an import while the service stops', () => {
  it('writes nothing, says so, and its file is cleared away', async () => {
    const service = await startService();
    await service.json('POST', '/api/v1/villages', { name: '上坡村', kind: 'village' });
    const response = await sendFile(service, `${PATH}?wait=false`, many(3_000));
    const { id } = (await response.json()) as ImportAnswer;
    await service.app.close();

    const after = await startService({}, service.dataDir);
    expect(await after.json('GET', `/api/v1/imports/${id}`)).toMatchObject({
      state: 'interrupted',
      isApplied: false,
    });
    expect(await after.json('GET', '/api/v1/cameras')).toMatchObject({ items: [] });
    expect(existsSync(join(service.dataDir, 'imports'))).toBe(false);
    await after.close();
    await service.close();
  }, 60_000);
});
