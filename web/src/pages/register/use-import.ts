import { onScopeDispose, reactive } from 'vue';
import { useQueryClient } from '@tanstack/vue-query';
import { api, told } from '../../api/client.ts';
import { watchJob } from '../../api/job-events.ts';
import { useRefusal } from '../../api/refusal.ts';
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

type Step = 'choose' | 'checking' | 'checked' | 'writing' | 'written';

/** A file on its way into the register: looked at first, and written only when somebody has seen what it would do. */
export function useImport() {
  const queryClient = useQueryClient();
  const refusal = useRefusal();
  const state = reactive({
    step: 'choose' as Step,
    progress: null as Progress | null,
    outcome: null as WholeImport | null,
  });
  let file: File | null = null;
  let stop: (() => void) | null = null;
  onScopeDispose(() => stop?.());

  async function check(given: File, noun: Noun, reading: Reading): Promise<void> {
    file = given;
    await run({ step: 'checking', next: 'checked' }, () => send(given, noun, { ...reading, dryRun: 'true' }));
  }

  /** `valid` leaves out the rows that cannot be taken. */
  async function write(noun: Noun, reading: Reading, mode: 'all' | 'valid'): Promise<void> {
    if (file === null) return;
    const chosen = file;
    await run({ step: 'writing', next: 'written' }, () =>
      send(chosen, noun, { ...reading, mode, dryRun: 'false' }),
    );
    rowsChanged();
    await queryClient.invalidateQueries();
  }

  async function run(
    { step, next }: { step: Step; next: Step },
    begin: () => Promise<WholeImport>,
  ): Promise<void> {
    refusal.forget();
    Object.assign(state, { step, progress: null, outcome: null });
    try {
      const { id } = await begin();
      await ended(id);
      if (state.step !== step) return;
      const outcome = await told(api.GET('/api/v1/imports/{id}', { params: { path: { id } } }));
      Object.assign(state, outcome.state === 'done' ? { step: next, outcome } : { step: 'choose', outcome });
    } catch (cause) {
      state.step = 'choose';
      refusal.hear(cause);
    }
  }

  function ended(id: string): Promise<void> {
    return new Promise((resolve) => {
      const heard = { progress: (told: Progress) => (state.progress = told), end: () => resolve() };
      const leave = watchJob(`/api/v1/imports/${id}/events`, heard, 'end');
      stop = () => {
        leave();
        resolve();
      };
    });
  }

  /** Nothing has been written before `write`: what was looked at is forgotten. */
  function giveUp(): void {
    state.step = 'choose';
    state.outcome = null;
    refusal.forget();
    stop?.();
  }

  return { state, refusal, check, write, giveUp };
}

async function send(
  file: File,
  noun: Noun,
  query: Reading & { dryRun: 'true' | 'false'; mode?: 'all' | 'valid' },
) {
  const form = new FormData();
  form.append('file', file);
  return told(
    api.POST(`/api/v1/${noun}/import`, {
      params: { query: { ...query, wait: 'false' } as never },
      body: form as never,
      bodySerializer: (body: unknown) => body as FormData,
    }),
  ) as Promise<WholeImport>;
}
