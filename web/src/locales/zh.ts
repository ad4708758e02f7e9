import frame from './zh/frame.ts';

export default { frame };
