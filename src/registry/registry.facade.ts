import type { Position } from '../kernel/geography.js';
import type { Place } from './domain/place.js';
import type { EntryChange } from './domain/entry-change.js';
import type { ObservedFacts, ProbeTarget } from './domain/probe-target.js';

export interface VillageSummary {
  readonly id: string;
  readonly name: string;
  /** 12-digit statistical code where known. */
  readonly code: string | null;
}

export interface ProgrammeSummary {
  readonly id: string;
  readonly name: string;
}

export interface ZoneName {
  readonly id: string;
  readonly name: string;
}

/** What a camera shares with others, so that it falls when they do; null where the register does not say. */
export interface CameraTies {
  readonly zoneId: string;
  /** 上联交换机 */
  readonly uplink: string | null;
  /** 录像机 */
  readonly nvr: string | null;
  /** 立杆编号 */
  readonly poleNumber: string | null;
  /** 供电回路 */
  readonly powerFeed: string | null;
}

/** Which changes of a camera's entry are asked for. */
export interface ChangesAsked {
  /** Whose rows exist for who asks; null for all. */
  readonly villageIds: readonly string[] | null;
  /** The bounds count in. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** Which groups a camera counts in. */
export interface CameraSummary {
  readonly id: string;
  readonly name: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly isInService: boolean;
  /** 场所类型, as people wrote it. */
  readonly siteKind: string | null;
  /** Where it hangs, WGS 84; null where not known. */
  readonly position: Position | null;
  readonly ties: CameraTies;
}

/** A secret: what a credential holds, and which version of it this is. */
export interface OpenLogin {
  readonly username: string;
  readonly password: string;
  /** As {@link ProbeTarget.credentialVersion}; a target that was read before may still name an older one. */
  readonly version: number;
}

/** What must be seen, where, in which detail, and how many times it counts. */
export type PlaceSummary = Pick<
  Place,
  'id' | 'villageId' | 'name' | 'kind' | 'geometry' | 'detail' | 'weight'
>;

/** How much of a village's register is filled in, dismantled cameras aside. */
export interface VillageCompleteness {
  readonly villageId: string;
  readonly cameras: number;
  /** Of these, those whose entry has every field that the configured template asks for. */
  readonly complete: number;
}

/** The register as other rooms see it. All answers are in the order of ids. */
export abstract class Registry {
  abstract probeTargets(): Promise<readonly ProbeTarget[]>;
  /** Null when there is no such camera or it is not in service. */
  abstract probeTarget(cameraId: string): Promise<ProbeTarget | null>;
  /** Opens the seal. Null when there is none; a {@link DomainError} when the key does not fit. */
  abstract loginOf(credentialId: string): Promise<OpenLogin | null>;
  /** Remembers what probing saw; changes nothing that people wrote, and nothing at all when nothing is new. */
  abstract recordObserved(cameraId: string, facts: ObservedFacts, at: number): Promise<void>;
  abstract cameras(): Promise<readonly CameraSummary[]>;
  /** Null when there is no such camera. */
  abstract camera(cameraId: string): Promise<CameraSummary | null>;
  abstract villages(): Promise<readonly VillageSummary[]>;
  /** Whether some of the villages are made up. */
  abstract hasDemonstration(): Promise<boolean>;
  /** Of every village that has cameras. */
  abstract completeness(): Promise<readonly VillageCompleteness[]>;
  abstract programmes(): Promise<readonly ProgrammeSummary[]>;
  /** What people changed of a camera's entry, oldest first. */
  abstract changesOf(cameraId: string, asked: ChangesAsked): Promise<readonly EntryChange[]>;
  abstract zones(): Promise<readonly ZoneName[]>;
  abstract places(): Promise<readonly PlaceSummary[]>;
}
