import type { Browser, Page } from 'playwright-core';
import { ownBrowser } from '../browser/browsers.js';
import { type Farm, startFarm } from '../farm/index.js';
import { describeWith } from '../needs.js';
import { newPerson, PASSWORD } from './access-people.js';
import { untilGone } from './live-client.js';
import { registerStreet, type StreetCamera, streetOf } from './probe-street.js';
import { type Service, startQuietService } from './service.js';

const STREET: Readonly<Record<string, StreetCamera>> = {
  h264: { isStreamRegistered: true },
  h265: { isStreamRegistered: true, patch: { codec: 'h265' } },
  mjpeg: { isStreamRegistered: true, patch: { codec: 'mjpeg' } },
};

interface Played {
  readonly secondsPlayed: number;
  readonly pictures: number;
  readonly widthPx: number;
  readonly distinctPictures: number;
  readonly mime: string;
}

describeWith(['chromium'], 'live view in a browser', () => {
  let farm: Farm;
  let service: Service;
  let browser: Browser;
  let page: Page;
  let ids: ReadonlyMap<string, string>;

  beforeAll(async () => {
    farm = await startFarm(streetOf(STREET, 45));
    service = await startQuietService();
    ({ ids } = await registerStreet(service, farm, STREET));
    await newPerson(service, 'chen', { role: 'technician' });
    browser = await ownBrowser(['--autoplay-policy=no-user-gesture-required']);
    page = await (await browser.newContext({ bypassCSP: true })).newPage();
    await page.goto(`${service.url}/health/live`);
    await page.evaluate(signIn, { username: 'chen', password: PASSWORD });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await service?.close();
    await farm?.close();
  });

  it.each([
    ['h264', 'video/mp4; codecs="avc1.64001e"'],
    ['h265', 'video/mp4; codecs="avc1.42c016"'],
    ['mjpeg', 'video/mp4; codecs="avc1.42c016"'],
  ])(
    'plays %s for some seconds',
    async (name, mime) => {
      const path = `/api/v1/cameras/${ids.get(name)}/live?reason=checking+the+picture`;
      const played = await page.evaluate(play, { path, seconds: 3 });
      await untilGone(farm, name);

      expect(played).toMatchObject({ mime, widthPx: 640 });
      expect(played.secondsPlayed).toBeGreaterThanOrEqual(3);
      expect(played.pictures).toBeGreaterThanOrEqual(8);
      expect(played.distinctPictures).toBeGreaterThan(1);
    },
    60_000,
  );
});

/* What follows runs in the page. */

async function signIn(login: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/api/v1/sessions', { method: 'POST', headers, body: JSON.stringify(login) });
  if (!answer.ok) throw new Error(`signing in is answered with ${answer.status}`);
}

/** As a page of ours would: text opens a source buffer, bytes go into it, and playing keeps close behind. */
async function play({ path, seconds }: { path: string; seconds: number }): Promise<Played> {
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = true;
  const media = new MediaSource();
  video.src = URL.createObjectURL(media);
  await new Promise((resolve) => media.addEventListener('sourceopen', resolve, { once: true }));
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}${path}`);
  socket.binaryType = 'arraybuffer';
  const waiting: ArrayBuffer[] = [];
  let buffer: SourceBuffer | null = null;
  let mime = '';
  const feed = (): void => {
    if (buffer === null || buffer.updating) return;
    const { buffered } = buffer;
    if (buffered.length > 0 && video.currentTime < buffered.start(0)) video.currentTime = buffered.start(0);
    const next = waiting.shift();
    if (next !== undefined) buffer.appendBuffer(next);
  };
  const seen = new Set<string>();
  const canvas = document.createElement('canvas');
  const look = (): void => {
    canvas.getContext('2d')!.drawImage(video, 0, 0, 64, 36);
    seen.add(canvas.toDataURL());
    video.requestVideoFrameCallback(look);
  };
  return new Promise((resolve, reject) => {
    const impatient = setTimeout(
      () =>
        reject(
          new Error(`nothing plays: ${video.error?.message ?? ''} ${video.currentTime} ${waiting.length}`),
        ),
      25_000,
    );
    // A promise is settled once: what comes after the end says nothing any more.
    socket.addEventListener('close', ({ code, reason }) =>
      reject(new Error(`closed with ${code}: ${reason}`)),
    );
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data !== 'string') {
        waiting.push(data);
        return feed();
      }
      ({ mime } = JSON.parse(data) as { mime: string });
      buffer = media.addSourceBuffer(mime);
      buffer.addEventListener('updateend', feed);
      video.requestVideoFrameCallback(look);
      void video.play();
    });
    let firstAt: number | null = null;
    video.addEventListener('timeupdate', () => {
      firstAt ??= video.currentTime;
      const secondsPlayed = video.currentTime - firstAt;
      if (secondsPlayed < seconds) return;
      clearTimeout(impatient);
      const pictures = video.getVideoPlaybackQuality().totalVideoFrames;
      resolve({ secondsPlayed, pictures, widthPx: video.videoWidth, distinctPictures: seen.size, mime });
      socket.close();
      video.remove();
    });
  });
}
