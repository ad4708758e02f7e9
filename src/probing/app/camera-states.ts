import { Injectable } from '@nestjs/common';
import type { CameraState } from '../../kernel/camera-state.js';
import type { FaultCode } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';

export interface ShownState {
  readonly state: CameraState;
  /** Null where nothing is wrong. */
  readonly fault: FaultCode | null;
  readonly since: Instant;
}

/**
 * The state of a camera, to be told with its picture. States are made of verdicts, above this room: whoever makes them
 * hands down how they are read.
 */
@Injectable()
export class CameraStates {
  private source: (cameraId: string) => ShownState | null = () => null;

  tellBy(source: (cameraId: string) => ShownState | null): void {
    this.source = source;
  }

  /** Null where nobody knows. */
  of(cameraId: string): ShownState | null {
    return this.source(cameraId);
  }
}
