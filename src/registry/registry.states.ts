import { Injectable } from '@nestjs/common';
import type { ShownState } from '../kernel/camera-state.js';

/** Where cameras in service stand at one instant. */
export interface StatesNow {
  /** Null for a camera that is not in service, and for one that is not there. */
  of(cameraId: string): ShownState | null;
  /** In the order of ids. */
  ids(state: ShownState): readonly string[];
}

const NOBODY_LOOKS: StatesNow = { of: () => null, ids: () => [] };

/**
 * The states of cameras, which lists are narrowed to. They are made of verdicts, above this room: whoever makes them
 * hands down how they are read.
 */
@Injectable()
export class RegistryStates {
  private source: () => StatesNow = () => NOBODY_LOOKS;

  tellBy(source: () => StatesNow): void {
    this.source = source;
  }

  now(): StatesNow {
    return this.source();
  }
}
