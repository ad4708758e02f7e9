import type { DecodeReply } from '../decode-protocol.js';
import { send, serve } from '../worker/serve.js';

const NOTHING = Buffer.alloc(0);
const PICTURE = {
  ok: true,
  widthPx: 1,
  heightPx: 1,
  planesWidthPx: 0,
  planesHeightPx: 0,
  fingerprint: '',
  measures: {},
} as unknown as DecodeReply;

/** Says of itself that it has a terabyte, whatever it has. */
send({ header: { ready: true }, body: NOTHING });
await serve(() => ({ header: { ...PICTURE, residentBytes: 1e12 }, body: NOTHING }));
process.exit(0);
