import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ReelName, reelFile } from './reel-names.js';

/** One coded picture; `units` are NAL units without start codes, or the one JPEG. */
export interface CodedPicture {
  readonly isKey: boolean;
  readonly units: readonly Buffer[];
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/shouwang-farm/', import.meta.url));

const LOOK_EVERY_MS = 200;
/** A maker that has not finished after this long has died. */
const MAKING_AT_MOST_MS = 180_000;

/** Paints and encodes all reels unless that was done before; a few seconds. Answers the folder they lie in. */
export async function makeReels(): Promise<string> {
  const sources = ['make-reels.ts', 'reel-names.ts'].map((file) => readFileSync(join(HERE, file)));
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 16);
  const folder = join(CACHE, version);
  const draft = `${folder}.draft`;
  mkdirSync(CACHE, { recursive: true });
  // Farms that start together wait for the first of them, or each would keep the processors busy with the same work.
  while (!existsSync(folder)) {
    if (isMaker(draft)) await make(draft, folder);
    else await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return folder;
}

function isMaker(draft: string): boolean {
  try {
    mkdirSync(draft);
    return true;
  } catch {
    const startedMs = statSync(draft, { throwIfNoEntry: false })?.birthtimeMs ?? Date.now();
    if (Date.now() - startedMs > MAKING_AT_MOST_MS) rmSync(draft, { recursive: true, force: true });
    return false;
  }
}

async function make(draft: string, folder: string): Promise<void> {
  try {
    // Another maker may have finished between our look and our draft.
    if (existsSync(folder)) return;
    await promisify(execFile)(process.execPath, ['--import', 'tsx', join(HERE, 'make-reels.ts'), draft]);
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

export function loadReel(folder: string, name: ReelName): readonly CodedPicture[] {
  const coded = JSON.parse(readFileSync(join(folder, reelFile(name)), 'utf8')) as {
    isKey: boolean;
    base64: string;
  }[];
  return coded.map(({ isKey, base64 }) => {
    const bytes = Buffer.from(base64, 'base64');
    return { isKey, units: name.codec === 'mjpeg' ? [bytes] : splitAnnexB(bytes) };
  });
}

function splitAnnexB(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let begin = -1;
  for (let at = bytes.indexOf('000001', 0, 'hex'); at >= 0; at = bytes.indexOf('000001', at + 3, 'hex')) {
    if (begin >= 0) units.push(trimZeros(bytes.subarray(begin, at)));
    begin = at + 3;
  }
  if (begin >= 0) units.push(bytes.subarray(begin));
  return units;
}

/** A start code of four bytes leaves its first zero at the end of the unit before. */
function trimZeros(unit: Buffer): Buffer {
  return unit.at(-1) === 0 ? unit.subarray(0, -1) : unit;
}
