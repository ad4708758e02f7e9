import { runBuilt } from './run-built.mjs';

/** Makes a new key and seals everything with it that the old one sealed; the service may run meanwhile. */
await runBuilt('keys-rotate.js');
