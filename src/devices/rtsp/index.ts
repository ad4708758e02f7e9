export type { KeyPicture, VideoCodec } from './key-picture.js';
export { type LivePicture, TICKS_PER_SECOND } from './live/live-picture.js';
export type { WatchEnd, WatchSink } from './live/watch-session.js';
export { RtspClient, type RtspClientOptions } from './rtsp-client.js';
export { DEFAULT_RTSP_LIMITS, type RtspLimits } from './rtsp-limits.js';
export type { RtspTarget } from './rtsp-target.js';
export type { SampleReport, StreamFacts } from './sample-report.js';
