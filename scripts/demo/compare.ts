import { type Expectation, expectation, type Town } from '../../test/farm/index.js';
import { type ApiClient, listAll } from './api-client.js';

export interface FoundState {
  readonly cameraId: string;
  readonly name: string;
  readonly villageId: string;
  readonly state: string;
  readonly fault: { readonly code: string; readonly detail: string } | null;
}

export interface Judgement {
  readonly found: FoundState;
  readonly expected: Expectation;
  readonly isRight: boolean;
}

/** What the service says now of every camera beside what the farm knows to be true; `farmIds` by those of the register. */
export async function judge(
  api: Pick<ApiClient, 'get'>,
  town: Town,
  farmIds: ReadonlyMap<string, string>,
): Promise<Judgement[]> {
  const truths = new Map(town.cameras.map(({ camera }) => [camera.id, expectation(camera)]));
  const found = await listAll<FoundState>(api, 'camera-states');
  return compare(found, (id) => truths.get(farmIds.get(id)!)!);
}

function compare(found: readonly FoundState[], truthOf: (cameraId: string) => Expectation): Judgement[] {
  return found.map((camera) => {
    const expected = truthOf(camera.cameraId);
    const isRight = camera.state === expected.state && (camera.fault?.code ?? null) === expected.fault;
    return { found: camera, expected, isRight };
  });
}

/** One row a village and a last one for the town: cameras, online, impaired, offline, wrong. */
export function table(judgements: readonly Judgement[], villageNames: ReadonlyMap<string, string>): string {
  const rows = [...groupByVillage(judgements)].map(([id, members]) =>
    row(villageNames.get(id) ?? id, members),
  );
  const header = ['village', 'cameras', 'online', 'impaired', 'offline', 'wrong'];
  return [header, ...rows, row('全镇 town', judgements)].map(line).join('\n');
}

function groupByVillage(judgements: readonly Judgement[]): Map<string, Judgement[]> {
  const groups = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const { villageId } = judgement.found;
    groups.set(villageId, [...(groups.get(villageId) ?? []), judgement]);
  }
  return groups;
}

function row(name: string, members: readonly Judgement[]): string[] {
  const count = (state: string): number => members.filter(({ found }) => found.state === state).length;
  const wrong = members.filter(({ isRight }) => !isRight).length;
  return [name, ...[members.length, count('online'), count('impaired'), count('offline'), wrong].map(String)];
}

function line(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? padEnd(cell, 16) : cell.padStart(9))).join('');
}

/** Chinese characters are two columns wide. */
function padEnd(text: string, columns: number): string {
  const width = [...text].reduce((sum, char) => sum + (char.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, columns - width));
}

export function describeWrong({ found, expected }: Judgement): string {
  const is = [found.state, found.fault?.code].filter(Boolean).join(' ');
  const should = [expected.state, expected.fault].filter(Boolean).join(' ');
  return `wrong: ${found.name}: found ${is} (${found.fault?.detail ?? 'nothing wrong'}), true is ${should}`;
}
