import {
  type CameraSummary,
  type ObservedFacts,
  type OpenLogin,
  type ProbeTarget,
  Registry,
} from '../../registry/index.js';

/** The register's port in memory. */
export class FakeRegistry extends Registry {
  readonly targets = new Map<string, ProbeTarget>();
  readonly outOfService = new Set<string>();
  readonly observed = new Map<string, ObservedFacts>();
  login: OpenLogin | null = { username: 'monitor', password: 'right', version: 1 };
  /** How often a seal was opened. */
  opened = 0;

  constructor(...targets: readonly ProbeTarget[]) {
    super();
    for (const target of targets) this.targets.set(target.cameraId, target);
  }

  async probeTargets(): Promise<readonly ProbeTarget[]> {
    return [...this.targets.values()];
  }

  async hasDemonstration(): Promise<boolean> {
    return false;
  }

  async probeTarget(cameraId: string): Promise<ProbeTarget | null> {
    return this.targets.get(cameraId) ?? null;
  }

  async loginOf(): Promise<OpenLogin | null> {
    this.opened += 1;
    return this.login;
  }

  async recordObserved(cameraId: string, facts: ObservedFacts): Promise<void> {
    this.observed.set(cameraId, facts);
  }

  async cameras(): Promise<readonly CameraSummary[]> {
    return [...this.targets.keys(), ...this.outOfService].map((id) => this.summary(id));
  }

  async camera(cameraId: string): Promise<CameraSummary | null> {
    const isKnown = this.targets.has(cameraId) || this.outOfService.has(cameraId);
    return isKnown ? this.summary(cameraId) : null;
  }

  async villages(): Promise<readonly []> {
    return [];
  }

  async places(): Promise<readonly never[]> {
    return [];
  }

  async programmes(): Promise<readonly []> {
    return [];
  }

  async changesOf(): Promise<readonly []> {
    return [];
  }

  async zones(): Promise<readonly []> {
    return [];
  }

  async completeness(): Promise<readonly []> {
    return [];
  }

  private summary(id: string): CameraSummary {
    const isInService = this.targets.has(id);
    const ties = { zoneId: 'zone', uplink: null, nvr: null, poleNumber: null, powerFeed: null };
    const nowhere = { programmeId: null, siteKind: null, position: null };
    return { id, name: id, villageId: 'village', isInService, ...nowhere, ties };
  }
}
