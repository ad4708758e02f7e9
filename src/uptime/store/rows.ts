import { EntitySchema } from 'typeorm';
import type { CameraState } from '../../kernel/camera-state.js';
import type { FaultCode } from '../../kernel/fault.js';
import { instantTransformer } from '../../platform/database/columns.js';

export interface TransitionRow {
  id: string;
  cameraId: string;
  at: number;
  fromState: CameraState;
  toState: CameraState;
  faultCode: FaultCode | null;
  faultDetail: string | null;
}
export const transitions = new EntitySchema<TransitionRow>({
  name: 'uptime_transitions',
  tableName: 'uptime_transitions',
  columns: {
    id: { type: 'text', primary: true },
    cameraId: { name: 'camera_id', type: 'text' },
    at: { type: 'bigint', transformer: instantTransformer },
    fromState: { name: 'from_state', type: 'text' },
    toState: { name: 'to_state', type: 'text' },
    faultCode: { name: 'fault_code', type: 'text', nullable: true },
    faultDetail: { name: 'fault_detail', type: 'text', nullable: true },
  },
});

export interface StandingRow {
  cameraId: string;
  state: CameraState;
  since: number;
  faultCode: FaultCode | null;
  faultDetail: string | null;
}
export const standings = new EntitySchema<StandingRow>({
  name: 'uptime_standings',
  tableName: 'uptime_standings',
  columns: {
    cameraId: { name: 'camera_id', type: 'text', primary: true },
    state: { type: 'text' },
    since: { type: 'bigint', transformer: instantTransformer },
    faultCode: { name: 'fault_code', type: 'text', nullable: true },
    faultDetail: { name: 'fault_detail', type: 'text', nullable: true },
  },
});

/** One row: when this monitor was last seen alive. */
export interface PulseRow {
  id: number;
  aliveAt: number;
}
export const pulse = new EntitySchema<PulseRow>({
  name: 'uptime_pulse',
  tableName: 'uptime_pulse',
  columns: {
    id: { type: 'integer', primary: true },
    aliveAt: { name: 'alive_at', type: 'bigint', transformer: instantTransformer },
  },
});
