import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnBothDatabases } from '../databases.js';

const ARGUMENTS = ['--import', 'tsx', 'scripts/scenario/main.ts', 'adopt'];

describeOnBothDatabases('a new user’s day, played through the API', (newDatabase) => {
  let dataDir: string;

  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-scenario-'));
  });

  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('finds what was expected, from the import to the audit trail', async () => {
    const database = await newDatabase();
    const url = database.kind === 'postgres' ? { SHOUWANG_DATABASE_URL: database.url } : {};
    const child = spawn(process.execPath, [...ARGUMENTS, join(dataDir, 'data')], {
      env: { ...process.env, ...url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (piece: Buffer) => void (told += piece.toString()));
    const [code] = (await once(child, 'close')) as [number];

    expect(told.split('\n').filter((line) => line.includes('WRONG'))).toEqual([]);
    expect([code, told]).toEqual([0, expect.stringContaining('26 findings, 0 wrong')]);
  }, 400_000);
});
