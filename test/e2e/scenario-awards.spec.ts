import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseTarget } from '../../src/platform/database/data-source-options.js';
import { playScenario } from './play-scenario.js';

/** On one database: what differs between them, the contract suites of the room hold, and a story takes half a minute of CPU. */
describe('how a village accounts for its award, played through the API', () => {
  let dataDir: string;

  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-scenario-'));
  });

  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('adds up to the fen, and to the last of 47 cameras', async () => {
    const folder = join(dataDir, 'data');
    const { code, lines } = await playScenario('awards', folder, databaseTarget(null, folder));

    expect(lines.filter((line) => line.includes('WRONG'))).toEqual([]);
    expect([code, lines.at(-1)]).toEqual([0, 'scenario: 60 findings, 0 wrong']);
  }, 400_000);
});
