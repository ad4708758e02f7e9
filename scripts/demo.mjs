/** `npm run demo [-- --once]`: set-up, then the virtual town and the service together. */
import { runAfterSetUp } from './after-set-up.mjs';

await runAfterSetUp('scripts/demo/main.ts');
