import { readdirSync, readFileSync } from 'node:fs';
import { enterChannel, startNotifyTown, WEBHOOK_SECRET } from './notify-town.js';
import type { Service } from './service.js';

const FOLDER = new URL('../invalid-input/notify/', import.meta.url);

interface Case {
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly answer: { readonly status: number };
}

describe('a request about channels that is wrong', () => {
  let service: Service;
  let channelId: string;

  beforeAll(async () => {
    service = await startNotifyTown({ NOTIFY_TRUSTED_HOSTS: '' });
    const target = { kind: 'webhook', url: 'https://receiver.example/', secret: WEBHOOK_SECRET };
    channelId = (await enterChannel(service, '值班', target)).id;
  });
  afterAll(() => service?.close());

  it.each(readdirSync(FOLDER).toSorted())('%s', async (fileName) => {
    const text = readFileSync(new URL(fileName, FOLDER), 'utf8').replaceAll('{channelId}', channelId);
    const { request, answer } = JSON.parse(text) as Case;
    const channels = () => service.json('GET', '/api/v1/channels');
    const before = await channels();
    const response = await service.request(request.method, request.path, request.body);
    expect([response.status, await response.json()]).toEqual([answer.status, answer]);
    expect(await channels()).toEqual(before);
  });
});
