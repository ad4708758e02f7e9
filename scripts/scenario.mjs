/** `npm run scenario -- adopt`, `week`, `gaps`, `awards` or `chaos`: set-up, then a story with the service, played against virtual cameras. */
import { runAfterSetUp } from './after-set-up.mjs';

await runAfterSetUp('scripts/scenario/main.ts');
