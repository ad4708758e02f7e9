import camera from './en/camera.ts';
import faults from './en/faults.ts';
import frame from './en/frame.ts';
import overview from './en/overview.ts';
import type { Words } from './index.ts';

const words: Words = { camera, faults, frame, overview };
export default words;
