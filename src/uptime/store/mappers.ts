import type { Fault, FaultCode } from '../../kernel/fault.js';
import type { Standing, Transition } from '../domain/standing.js';
import type { StandingRow, TransitionRow } from './rows.js';

const MAX_DETAIL = 300;

interface FaultColumns {
  readonly faultCode: FaultCode | null;
  readonly faultDetail: string | null;
}

export function toStandingRow(cameraId: string, { state, since, fault }: Standing): StandingRow {
  return { cameraId, state, since, ...toColumns(fault) };
}

/** What was half confirmed is not kept: after a restart it is counted anew. */
export function toStanding(row: StandingRow): Standing {
  const { state, since } = row;
  return { state, since, fault: toFault(row), missedHeartbeats: 0, failedFrames: 0 };
}

export function toTransitionRow(id: string, cameraId: string, transition: Transition): TransitionRow {
  const { at, from, to, fault } = transition;
  return { id, cameraId, at, fromState: from, toState: to, ...toColumns(fault) };
}

export function toTransition(row: TransitionRow): Transition {
  return { at: row.at, from: row.fromState, to: row.toState, fault: toFault(row) };
}

function toColumns(fault: Fault | null): FaultColumns {
  if (fault === null) return { faultCode: null, faultDetail: null };
  return { faultCode: fault.code, faultDetail: storable(fault.detail) };
}

function toFault({ faultCode, faultDetail }: FaultColumns): Fault | null {
  return faultCode === null ? null : { code: faultCode, detail: faultDetail ?? '' };
}

/** A detail may quote a device. PostgreSQL takes no NUL and no half surrogate, and one such row would stop its batch. */
export function storable(detail: string): string {
  return detail.slice(0, MAX_DETAIL).replaceAll(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}
