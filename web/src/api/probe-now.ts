import { Problem, problemOf } from './problem.ts';
import type { components } from './schema.d.ts';

export type Rung = components['schemas']['RungEvidence'];

export interface Evidence {
  readonly at: string;
  readonly verdict: components['schemas']['Verdict'];
  readonly advice: components['schemas']['Advice'] | null;
  readonly rungs: readonly Rung[];
}

/** Climbs the whole ladder; each rung is told as it is climbed. Throws a {@link Problem}. */
export async function probeNow(cameraId: string, tell: (rung: Rung) => void): Promise<Evidence> {
  const response = await fetch(`/api/v1/cameras/${cameraId}/probe`, {
    method: 'POST',
    headers: { accept: 'text/event-stream' },
  }).catch((cause: unknown) => {
    throw Problem.unreachable(cause);
  });
  if (!response.ok) throw await problemOf(response);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    return (await response.json()) as Evidence;
  for await (const { type, said } of events(response.body!)) {
    if (type === 'rung') tell(said as Rung);
    if (type === 'verdict') return said as Evidence;
    if (type === 'refused') {
      const { code, detail } = said as { code: string; detail: string };
      throw new Problem(409, code, detail);
    }
  }
  throw Problem.unreachable(new Error('The probe ended without a verdict.'));
}

async function* events(body: ReadableStream<Uint8Array>) {
  const reader = body.pipeThrough(new TextDecoderStream() as never).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = (await reader.read()) as { done: boolean; value: string };
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) yield eventOf(block);
  }
}

function eventOf(block: string): { readonly type: string; readonly said: unknown } {
  const type = /^event: (.*)$/m.exec(block)?.[1] ?? '';
  return { type, said: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') };
}
