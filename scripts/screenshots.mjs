/** `npm run screenshots`: set-up, then the demo town, and a picture of each page on a desk and on a phone. */
import { runAfterSetUp } from './after-set-up.mjs';

await runAfterSetUp('scripts/screenshots/main.ts');
