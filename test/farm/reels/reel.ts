import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
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

/** Paints and encodes all reels unless that was done before; a few seconds. Answers the folder they lie in. */
export async function makeReels(): Promise<string> {
  const sources = ['make-reels.ts', 'reel-names.ts'].map((file) => readFileSync(join(HERE, file)));
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 16);
  const folder = join(CACHE, version);
  if (existsSync(folder)) return folder;
  const draft = join(CACHE, `draft-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  await promisify(execFile)(process.execPath, ['--import', 'tsx', join(HERE, 'make-reels.ts'), draft]);
  try {
    renameSync(draft, folder);
  } catch {
    // Another farm was quicker.
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
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
