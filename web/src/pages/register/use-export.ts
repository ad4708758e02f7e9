import { onScopeDispose, reactive } from 'vue';
import { connection } from '../../api/connection.ts';
import { Problem, problemOf } from '../../api/problem.ts';
import { useRefusal } from '../../api/refusal.ts';
import type { Filter } from './use-filter.ts';

/** The register as a file, on its way to this desk: how much of it has come, and a way to stop it, here and there. */
export function useExport() {
  const refusal = useRefusal();
  const state = reactive({ isRunning: false, bytes: 0 });
  let leaving = new AbortController();
  onScopeDispose(() => leaving.abort());

  async function take(filter: Filter, format: string): Promise<void> {
    leaving = new AbortController();
    Object.assign(state, { isRunning: true, bytes: 0 });
    refusal.forget();
    try {
      const query = new URLSearchParams({ ...filter, format });
      keep(await file(`/api/v1/cameras/export?${query}`, leaving.signal), `cameras.${format}`);
    } catch (cause) {
      if (!leaving.signal.aborted) refusal.hear(cause);
    } finally {
      state.isRunning = false;
    }
  }

  async function file(path: string, signal: AbortSignal): Promise<Blob> {
    const response = await fetch(path, { signal }).catch(lost);
    if (!response.ok) throw await problemOf(response);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body!.getReader();
    for (;;) {
      const { done, value } = await reader.read().catch(lost);
      if (done) return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
      parts.push(value);
      state.bytes += value.length;
    }
  }

  return { state, refusal, take, cancel: () => leaving.abort() };
}

function lost(cause: unknown): never {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
  connection.silent();
  throw Problem.unreachable(cause);
}

function keep(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
