import { onScopeDispose, reactive } from 'vue';
import { useQueryClient } from '@tanstack/vue-query';
import { api, told } from '../../api/client.ts';
import { watchJob } from '../../api/job-events.ts';
import { useRefusal } from '../../api/refusal.ts';
import { sendFile } from '../../api/send-file.ts';
import { rowsChanged } from './use-rows.ts';
import type { components } from '../../api/schema.d.ts';

export type WholeImport = components['schemas']['WholeImport'];
type Progress = components['schemas']['ImportProgress'];
export const NOUNS = ['cameras', 'villages', 'programmes', 'credentials', 'places'] as const;
export type Noun = (typeof NOUNS)[number];

/** How a file is to be read, beside what stands in it. */
export interface Reading {
  readonly villageId?: string;
  readonly programmeId?: string;
  readonly zoneId?: string;
  readonly credentialId?: string;
  readonly coordinateSystem?: 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09';
}

type Step = 'choose' | 'sending' | 'checking' | 'checked' | 'writing' | 'written' | 'cancelling';

/** A file on its way into the register: looked at first, and written only when somebody has seen what it would do. */
export function useImport() {
  const queryClient = useQueryClient();
  const refusal = useRefusal();
  const state = reactive({
    step: 'choose' as Step,
    /** How much of the file is sent, 0…1. */
    sent: 0,
    progress: null as Progress | null,
    outcome: null as WholeImport | null,
    /** The last one was stopped before it was over. */
    isCancelled: false,
  });
  let file: File | null = null;
  let running: { id: string | null; leave: () => void } | null = null;
  // Nobody waits for the outcome of a check any more; what is being written is written.
  onScopeDispose(() => void (state.step === 'writing' ? running?.leave() : cancel()));

  async function check(given: File, noun: Noun, reading: Reading): Promise<void> {
    file = given;
    await run({ step: 'checking', next: 'checked' }, pathOf(noun, { ...reading, dryRun: 'true' }));
  }

  /** `valid` leaves out the rows that cannot be taken. */
  async function write(noun: Noun, reading: Reading, mode: 'all' | 'valid'): Promise<void> {
    await run({ step: 'writing', next: 'written' }, pathOf(noun, { ...reading, dryRun: 'false', mode }));
    rowsChanged();
    await queryClient.invalidateQueries();
  }

  async function run({ step, next }: { step: Step; next: Step }, path: string): Promise<void> {
    if (file === null) return;
    refusal.forget();
    Object.assign(state, { step: 'sending', sent: 0, progress: null, outcome: null, isCancelled: false });
    running = { id: null, leave: () => undefined };
    try {
      const onProgress = (part: number) => (state.sent = part);
      const { id } = await sendFile<WholeImport>(path, file, { onProgress });
      running.id = id;
      if (state.step === 'sending') state.step = step;
      else await stop(id);
      await ended(id);
      const outcome = await told(api.GET('/api/v1/imports/{id}', { params: { path: { id } } }));
      take(outcome, next);
    } catch (cause) {
      state.step = 'choose';
      refusal.hear(cause);
    } finally {
      running = null;
    }
  }

  function take(outcome: WholeImport, next: Step): void {
    if (outcome.state === 'done') return void Object.assign(state, { step: next, outcome });
    const isCancelled = outcome.state === 'cancelled';
    Object.assign(state, { step: 'choose', outcome: isCancelled ? null : outcome, isCancelled });
  }

  function ended(id: string): Promise<void> {
    return new Promise((resolve) => {
      const heard = { progress: (told: Progress) => (state.progress = told), end: () => resolve() };
      running!.leave = watchJob(`/api/v1/imports/${id}/events`, heard, 'end');
    });
  }

  /**
   * It is stopped as soon as it has a name. A file that is still on its way is let arrive: the last of it may be there
   * before this page knows, and nobody could say any more that nothing was written.
   */
  async function cancel(): Promise<void> {
    if (running === null) return;
    state.step = 'cancelling';
    if (running.id !== null) await stop(running.id);
  }

  /** The service stops, too; its events then tell how it ended. */
  async function stop(id: string): Promise<void> {
    try {
      await api.DELETE('/api/v1/imports/{id}', { params: { path: { id } } });
    } catch (cause) {
      refusal.hear(cause);
    }
  }

  /** Nothing has been written before `write`: what was looked at is forgotten. */
  function forget(): void {
    Object.assign(state, { step: 'choose', outcome: null, isCancelled: false });
    refusal.forget();
  }

  return { state, refusal, check, write, cancel, forget };
}

function pathOf(noun: Noun, query: Reading & { dryRun: 'true' | 'false'; mode?: 'all' | 'valid' }): string {
  return `/api/v1/${noun}/import?${new URLSearchParams({ ...query, wait: 'false' })}`;
}
