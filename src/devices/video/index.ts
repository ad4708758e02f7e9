export type { DecodedPicture, Planes } from './decoded-picture.js';
export { SecondOpinion, type SecondOpinionOptions, type SecondSight } from './second-opinion.js';
export {
  VideoDecoder,
  type DecodeOptions,
  type DecoderStats,
  type VideoDecoderOptions,
} from './video-decoder.js';
