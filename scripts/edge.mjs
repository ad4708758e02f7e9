import { runBuilt } from './run-built.mjs';

/** Enrols and revokes edges: who may come at the queue. What it prints is a secret. */
await runBuilt('edge.js');
