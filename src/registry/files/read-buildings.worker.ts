import { parentPort, workerData } from 'node:worker_threads';
import { judgeBuildings } from './judge-buildings.js';
import type { NeighbourhoodFacts } from './neighbourhood.js';

export interface BuildingsJob {
  readonly path: string;
  readonly where: NeighbourhoodFacts;
}

const { path, where } = workerData as BuildingsJob;
const port = parentPort!;
port.postMessage(judgeBuildings(path, where), []);
port.close();
