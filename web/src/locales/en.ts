import type { Words } from './index.ts';
import frame from './en/frame.ts';

const words: Words = { frame };
export default words;
