import type { Endpoint, Login } from '../wire/endpoint.js';

export interface RtspTarget {
  /** The registered RTSP host and port; nothing that the camera answers leads anywhere else. */
  readonly endpoint: Endpoint;
  /** Path and query as the camera gave them, without credentials. */
  readonly path: string;
  readonly login: Login | null;
  /** `auto` (the default): TCP interleaved, then UDP when the camera answers 461. */
  readonly transport?: 'auto' | 'tcp' | 'udp';
}
