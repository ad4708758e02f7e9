/** What happens to a live view, for whoever shows it. */
export interface LiveWatcher {
  playing(expiresAt: string): void;
  /** Null where the service refused before anything was shown. */
  ended(code: number | null): void;
}

const H265 = 'video/mp4; codecs="hvc1.1.6.L93.B0"';
/** Closed by ourselves, and by the service before the upgrade. */
const NORMAL = 1_005;
const ABNORMAL = 1_006;

export function playsLive(): boolean {
  return 'MediaSource' in globalThis;
}

/** Plays what comes over the socket, close behind the camera; answers with how to stop. */
export function playLive(
  video: HTMLVideoElement,
  { cameraId, reason }: { readonly cameraId: string; readonly reason: string },
  watcher: LiveWatcher,
): () => void {
  const media = new MediaSource();
  const address = URL.createObjectURL(media);
  video.src = address;
  let socket: WebSocket | null = null;
  let isOver = false;
  media.addEventListener('sourceopen', () => {
    if (isOver || socket !== null) return;
    const codecs = MediaSource.isTypeSupported(H265) ? 'h264,h265' : 'h264';
    const query = new URLSearchParams({ reason, codecs });
    const origin = location.origin.replace(/^http/, 'ws');
    socket = new WebSocket(`${origin}/api/v1/cameras/${cameraId}/live?${query}`);
    feed(socket, { media, video, watcher });
    socket.addEventListener('close', ({ code }) => {
      if (!isOver && code !== NORMAL) watcher.ended(code === ABNORMAL ? null : code);
    });
  });
  return () => {
    isOver = true;
    socket?.close();
    video.removeAttribute('src');
    URL.revokeObjectURL(address);
  };
}

interface Played {
  readonly media: MediaSource;
  readonly video: HTMLVideoElement;
  readonly watcher: LiveWatcher;
}

/** Text opens a source buffer, or changes its type; bytes go into it, one after the other. */
function feed(socket: WebSocket, { media, video, watcher }: Played): void {
  socket.binaryType = 'arraybuffer';
  const waiting: ArrayBuffer[] = [];
  let buffer: SourceBuffer | null = null;
  const next = (): void => {
    if (buffer === null || buffer.updating || media.readyState !== 'open') return;
    keepClose(video, buffer);
    const bytes = waiting.shift();
    if (bytes !== undefined) buffer.appendBuffer(bytes);
  };
  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data !== 'string') {
      waiting.push(data);
      return next();
    }
    const { mime, expiresAt } = JSON.parse(data) as { mime: string; expiresAt: string };
    if (buffer === null) {
      buffer = media.addSourceBuffer(mime);
      buffer.addEventListener('updateend', next);
    } else buffer.changeType(mime);
    void video.play().catch(() => {});
    watcher.playing(expiresAt);
  });
}

/** A view that fell behind jumps: it is what the camera sees now that is wanted. */
function keepClose(video: HTMLVideoElement, { buffered }: SourceBuffer): void {
  if (buffered.length === 0) return;
  const [begin, end] = [buffered.start(buffered.length - 1), buffered.end(buffered.length - 1)];
  if (video.currentTime < begin || end - video.currentTime > 3)
    video.currentTime = Math.max(begin, end - 0.5);
}
