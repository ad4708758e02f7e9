import { readFileSync } from 'node:fs';
import { type ReadBuildings, readBuildings } from './buildings-collection.js';
import { decodeText } from '../../platform/sheets/csv-text.js';
import { FileRefused } from '../../platform/sheets/file-refused.js';
import { type NeighbourhoodFacts, neighbourhood } from './neighbourhood.js';

/** Reads and judges a file of buildings here and now. */
export function judgeBuildings(path: string, where: NeighbourhoodFacts): ReadBuildings {
  try {
    return readBuildings(decodeText(readFileSync(path)).text, neighbourhood(where));
  } catch (cause) {
    if (!(cause instanceof FileRefused)) throw cause;
    return { kind: 'refused', code: cause.code, faults: [{ path: '', message: cause.message }] };
  }
}
