import type { Instant } from '../../kernel/instant.js';
import { FRESH_BUDGET, laterBudget, type LoginBudget } from './login-budget.js';
import type { PictureFault } from './picture-faults.js';
import type { SceneReference } from './scene-reference.js';
import type { Look } from './weigh.js';

/** Where a camera's stream was found. */
export interface StreamAddress {
  readonly port: number;
  readonly path: string;
  readonly tls: boolean;
  /** Some devices carry the password in the path: such a one is never written down. */
  readonly isSecret: boolean;
}

/** The last decoded picture. */
export interface SeenPicture {
  readonly fingerprint: string;
  /** When a picture with this fingerprint was first seen: equal ones leave it as it is. */
  readonly since: Instant;
  readonly widthPx: number;
}

/** What was learned of the picture by day and by night; null before the first one. */
export interface Scenes {
  readonly day: SceneReference | null;
  readonly night: SceneReference | null;
}

export const NO_SCENES: Scenes = { day: null, night: null };

/** What one probe leaves for the next ones of the same camera. */
export interface ProbeMemory {
  /** The registered address that all of this was learned at; null before the first probe. */
  readonly address: string | null;
  /** How the device wants ONVIF logins; null before it was asked. */
  readonly scheme: 'none' | 'wsse' | 'digest' | null;
  /** Null until ONVIF named it. Not used where the register names the stream. */
  readonly stream: StreamAddress | null;
  readonly budget: LoginBudget;
  readonly lastPicture: SeenPicture | null;
  /** The last pictures, oldest first, and what stands wrong with them. */
  readonly looks: readonly Look[];
  readonly standing: readonly PictureFault[];
  /** How the picture looks when it is well. */
  readonly scenes: Scenes;
  /** When the device last told its facts; null before. */
  readonly factsAt: Instant | null;
  /** Our client fails on this camera where FFmpeg's own RTSP stack saw a frame. */
  readonly isQuirky: boolean;
  /** Heartbeats missed in a row, and frames failed in a row. */
  readonly missed: number;
  readonly failedFrames: number;
}

export const NO_MEMORY: ProbeMemory = {
  address: null,
  scheme: null,
  stream: null,
  budget: FRESH_BUDGET,
  lastPicture: null,
  looks: [],
  standing: [],
  scenes: NO_SCENES,
  factsAt: null,
  isQuirky: false,
  missed: 0,
  failedFrames: 0,
};

/** A camera that was registered at another address may be another device: only its login's budget holds on. */
export function memoryAt(memory: ProbeMemory, address: string): ProbeMemory {
  if (memory.address === address) return memory;
  const { budget } = memory;
  return memory.address === null ? { ...memory, address } : { ...NO_MEMORY, budget, address };
}

/**
 * What a climb left, with what was told of the camera meanwhile: the later account of its login. A scene that somebody
 * began to learn while the known one was not at hand does not replace it, unless the camera is at another address.
 */
export function joined(known: ProbeMemory, told: ProbeMemory): ProbeMemory {
  const budget = laterBudget(told.budget, known.budget);
  if (known.address !== told.address) return { ...told, budget };
  const day = longerLearned(known.scenes.day, told.scenes.day);
  const night = longerLearned(known.scenes.night, told.scenes.night);
  const isTold = day === told.scenes.day && night === told.scenes.night;
  return { ...told, budget, scenes: isTold ? told.scenes : { day, night } };
}

function longerLearned(known: SceneReference | null, told: SceneReference | null): SceneReference | null {
  if (known === null) return told;
  return told === null || told.since > known.since ? known : told;
}
