import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { type CameraMend, type MatchableCamera, Registry, RegistryEntries } from '../../registry/index.js';
import { type Candidate, UNKNOWN_IDENTITY } from '../domain/candidate.js';
import { type AdoptionOrder, decideAdoption } from '../domain/decide-adoption.js';
import { scopeOf } from '../domain/sighting.js';
import { CandidateStore } from '../store/candidate.store.js';
import { CandidatesService } from './candidates.service.js';
import { type Confirmation, Confirmer } from './confirmer.js';
import { HostTurns } from './host-turns.js';
import { mendFor } from './mend-for.js';
import { conflict, notFound, refused } from './refusals.js';

export interface Adoption {
  readonly action: 'entered' | 'mended' | 'unchanged';
  readonly camera: MatchableCamera;
  readonly confirmation: Confirmation;
}

/** Makes a camera of a candidate, or mends the one that it is; in service only after a picture was seen. */
@Injectable()
export class AdoptionService {
  /** By candidate: two adoptions at once must not enter it twice. */
  private readonly turns = new HostTurns();

  constructor(
    @Inject(CandidatesService) private readonly candidates: CandidatesService,
    @Inject(CandidateStore) private readonly store: CandidateStore,
    @Inject(RegistryEntries) private readonly entries: RegistryEntries,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Confirmer) private readonly confirmer: Confirmer,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  adopt(candidateId: string, order: AdoptionOrder): Promise<Adoption> {
    return this.turns.take(candidateId, async () => {
      const { candidate, match } = await this.candidates.get(candidateId);
      const decision = decideAdoption(match, order);
      if (decision.do === 'refuse') throw conflict(decision.code, decision.message);
      const written =
        decision.do === 'enter'
          ? await this.enter(candidate, order)
          : await this.mend(decision.cameraId, candidate, order);
      await this.store.link(candidate.id, written.camera.cameraId);
      return this.confirm(written, { ...candidate, cameraId: written.camera.cameraId });
    });
  }

  private async enter(candidate: Candidate, order: AdoptionOrder): Promise<Written> {
    const { villageId, programmeId } = order;
    const credentialId = order.credentialId ?? order.credentialIfNone;
    if (villageId === null)
      throw refused('no-village', 'villageId', 'name the village that the new camera belongs to');
    const { host, port, path, tls } = candidate.address;
    const camera = await this.entries.enter({
      name: order.name ?? nameOf(candidate),
      villageId,
      programmeId,
      zoneId: candidate.zoneId,
      credentialId,
      lifecycle: 'planned',
      network: { host, mac: candidate.identity.mac, onvif: { port, path, tls }, rtsp: null },
    });
    return { action: 'entered', camera };
  }

  private async mend(cameraId: string, candidate: Candidate, order: AdoptionOrder): Promise<Written> {
    const camera = (await this.entries.camera(cameraId)) ?? notFound('camera', cameraId);
    const mend: CameraMend = mendFor(camera, candidate, order);
    if (Object.keys(mend).length === 0) return { action: 'unchanged', camera };
    return { action: 'mended', camera: await this.entries.mend(cameraId, mend) };
  }

  /** The entry stands by now; what is found out here only adds to it. */
  private async confirm({ action, camera }: Written, candidate: Candidate): Promise<Adoption> {
    const { cameraId } = camera;
    const confirmation = await this.confirmer.confirm(candidate, camera.credentialId);
    const { identity } = confirmation.candidate;
    if (!isUnknown(identity)) await this.registry.recordObserved(cameraId, identity, this.clock.now());
    const late: CameraMend = {
      ...(confirmation.isLive && camera.lifecycle === 'planned' ? { lifecycle: 'in-service' } : {}),
      ...(camera.network.mac === null && identity.mac !== null ? { network: { mac: identity.mac } } : {}),
    };
    const isDone = Object.keys(late).length === 0;
    return { action, camera: isDone ? camera : await this.entries.mend(cameraId, late), confirmation };
  }
}

interface Written {
  readonly action: Adoption['action'];
  readonly camera: MatchableCamera;
}

function nameOf({ said, identity, address }: Candidate): string {
  const what = scopeOf(said.scopes, 'name') ?? identity.model ?? 'Camera';
  return `${what.slice(0, 60)} ${address.host}`;
}

function isUnknown(identity: Candidate['identity']): boolean {
  return Object.keys(UNKNOWN_IDENTITY).every((fact) => identity[fact as keyof typeof identity] === null);
}
