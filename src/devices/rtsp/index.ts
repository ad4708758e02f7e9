export type { KeyPicture, VideoCodec } from './key-picture.js';
export { RtspClient, type RtspClientOptions } from './rtsp-client.js';
export { DEFAULT_RTSP_LIMITS, type RtspLimits } from './rtsp-limits.js';
export type { RtspTarget } from './rtsp-target.js';
export type { SampleReport, StreamFacts } from './sample-report.js';
