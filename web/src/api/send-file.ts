import { connection } from './connection.ts';
import { Problem, problemOf } from './problem.ts';

interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  /** How much of it is sent, 0…1. */
  readonly onProgress?: (part: number) => void;
  readonly signal?: AbortSignal;
}

/** Sends a file as a form does. Not by `fetch`, which does not say how far it is. */
export function sendFile<T>(
  path: string,
  file: File,
  { headers = {}, onProgress, signal }: Sending,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', path);
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value);
    call.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress?.(total === 0 ? 0 : loaded / total),
    );
    call.addEventListener('error', () => {
      connection.silent();
      reject(Problem.unreachable(new Error('The file was not sent.')));
    });
    call.addEventListener('abort', () => reject(new Problem(0, 'cancelled', 'Cancelled.')));
    call.addEventListener('load', () => void answer<T>(call).then(resolve, reject));
    signal?.addEventListener('abort', () => call.abort());
    const form = new FormData();
    form.append('file', file);
    call.send(form);
  });
}

async function answer<T>({ status, responseText }: XMLHttpRequest): Promise<T> {
  connection.answered();
  if (status < 200 || status > 299) throw await problemOf(new Response(responseText, { status }));
  return JSON.parse(responseText) as T;
}
