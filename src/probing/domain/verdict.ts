import type { Fault } from '../../kernel/fault.js';

/**
 * What one probe says about its camera, all evidence weighed. Uptime makes states of verdicts.
 * `live`: a frame decoded, with what is wrong beside it, if anything. `frameless`: a frame was wanted and none came.
 * `answered` and `silent`: a heartbeat alone. `inconclusive`: says nothing of the camera (busy, or our own fault).
 */
export type Verdict =
  | { readonly outcome: 'live'; readonly impairment: Fault | null }
  | { readonly outcome: 'frameless'; readonly fault: Fault }
  | { readonly outcome: 'answered' }
  | { readonly outcome: 'silent'; readonly fault: Fault }
  | { readonly outcome: 'inconclusive'; readonly fault: Fault };
