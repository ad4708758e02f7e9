import camera from './zh/camera.ts';
import faults from './zh/faults.ts';
import frame from './zh/frame.ts';
import overview from './zh/overview.ts';

export default { camera, faults, frame, overview };
