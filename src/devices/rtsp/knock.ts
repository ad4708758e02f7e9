import type { Outcome } from '../wire/outcome.js';
import { urlOf } from './media-session.js';
import { RtspConnection } from './rtsp-connection.js';
import { RtspFailure } from './rtsp-failure.js';
import type { RtspTarget } from './rtsp-target.js';
import type { SessionContext } from './sample-session.js';

/** Asks OPTIONS without a login. Any answer, 401 and 404 too, comes from a service that lives. */
export async function knock(
  target: RtspTarget,
  { limits, now }: Pick<SessionContext, 'limits' | 'now'>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome<void>> {
  const begunAt = now();
  let connection: RtspConnection | null = null;
  const interrupt = (): void => connection?.interrupt(signal.reason as Error);
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    connection = await RtspConnection.open(target.endpoint, limits, signal);
    await connection.request('OPTIONS', urlOf(target), {});
    return { ok: true, value: undefined, tookMs: now() - begunAt };
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof RtspFailure)) throw cause;
    return { ok: false, fault: cause.fault, tookMs: now() - begunAt };
  } finally {
    signal.removeEventListener('abort', interrupt);
    connection?.destroy();
  }
}
