export type { DecodedPicture } from './decoded-picture.js';
export type { Planes } from './measure/planes.js';
export type { LiveMode, SmallLimits } from './live/live-protocol.js';
export {
  Rendition,
  type RenditionInit,
  type RenditionOptions,
  type RenditionSink,
} from './live/rendition.js';
export type { PictureMeasures } from './measure/measure-picture.js';
export { SecondOpinion, type SecondOpinionOptions, type SecondSight } from './second-opinion.js';
export {
  VideoDecoder,
  type DecodeOptions,
  type DecoderStats,
  type VideoDecoderOptions,
} from './video-decoder.js';
