/** Evidence and verdicts: what each probe of a camera saw, and what it means. */
export { CameraStates, type ShownState } from './app/camera-states.js';
export { type Advice, adviceFor } from './domain/advice.js';
export type { Evidence, PictureFacts, ProbeKind, RungEvidence } from './domain/evidence.js';
export type { Verdict } from './domain/verdict.js';
export { CameraJudged, ZoneLeftAlone } from './events.js';
export { type JudgedLate, LateVerdicts, type TakeLate } from './late-verdicts.js';
export { type ProbingNumbers, ProbingStats } from './probing.facade.js';
export { ProberModule } from './prober.module.js';
export { ProbingModule } from './probing.module.js';
export { probingSchema } from './probing.schema.js';
