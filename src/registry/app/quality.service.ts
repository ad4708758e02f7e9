import { Inject, Injectable } from '@nestjs/common';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { In, Not } from 'typeorm';
import { CurrentActor } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Position } from '../../kernel/geography.js';
import type { Camera } from '../domain/camera.js';
import { NO_FILTER } from '../domain/camera-filter.js';
import { observedOtherwise } from '../domain/quality/differences.js';
import { type Identity, sameOutlooks, sharedIdentities } from '../domain/quality/duplicates.js';
import { type Finding, findingsOf } from '../domain/quality/finding.js';
import { lawFindings } from '../domain/quality/law.js';
import { incompleteEntries } from '../domain/quality/mandatory.js';
import { outlookOf, outsidePositions } from '../domain/quality/places.js';
import { CameraIndex } from '../store/camera-index.js';
import { toCamera } from '../store/camera-mapper.js';
import { RegistryStore } from '../store/registry.store.js';
import type { VillageRow } from '../store/rows.js';
import { notFound } from './refusals.js';

export interface VillageQuality {
  readonly village: { readonly id: string; readonly name: string };
  /** Dismantled ones aside. */
  readonly cameras: number;
  readonly complete: number;
  readonly findings: readonly Finding[];
}

const AT_ONCE = 500;
const IDENTITY_COLUMNS = [
  'id',
  'name',
  'villageId',
  'zoneId',
  'host',
  'onvifPort',
  'rtspPort',
  'mac',
  'deviceCode',
] as const;

/** What somebody should look into, village by village. Nobody reads of another village's cameras. */
@Injectable()
export class QualityService {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(CameraIndex) private readonly index: CameraIndex,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Config) private readonly config: Pick<Config, 'quality'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Of one village, or of all that the actor sees. */
  async report(villageId: string | null): Promise<VillageQuality[]> {
    const villages = await this.visible(villageId);
    const reports: VillageQuality[] = [];
    for (const village of villages) reports.push(await this.reportOf(village));
    return reports;
  }

  private async visible(villageId: string | null): Promise<VillageRow[]> {
    const { villageIds } = this.actors.get();
    const all = await this.store.villages.all(villageId === null ? {} : { id: villageId });
    const seen = all.filter(({ id }) => villageIds === null || villageIds.includes(id));
    return villageId !== null && seen.length === 0 ? notFound('village', villageId) : seen;
  }

  private async reportOf(village: VillageRow): Promise<VillageQuality> {
    const cameras = await this.camerasOf(village.id);
    const { template, sameSpotM, sameHeadingDeg, ...law } = this.config.quality;
    const incomplete = incompleteEntries(cameras, template);
    const outlooks = cameras.map(outlookOf).filter((outlook) => outlook !== undefined);
    const findings = findingsOf([
      incomplete,
      ...(await this.doubles(village.id, cameras)),
      sameOutlooks(outlooks, { withinM: sameSpotM, withinDeg: sameHeadingDeg }),
      observedOtherwise(cameras),
      outsidePositions(cameras, insideOf(village.boundary)),
      ...lawFindings(cameras, law, this.clock.now()),
    ]);
    return {
      village: { id: village.id, name: village.name },
      cameras: cameras.length,
      complete: cameras.length - incomplete.cameras.length,
      findings,
    };
  }

  private async camerasOf(villageId: string): Promise<Camera[]> {
    const cameras: Camera[] = [];
    let cursor: string | null = null;
    do {
      const found = await this.index.ids({ ...NO_FILTER, villageId }, { limit: AT_ONCE, cursor });
      const ids = found.slice(0, AT_ONCE);
      const where = { id: In(ids), lifecycle: Not('removed') };
      cameras.push(...(await this.store.cameras.all(where)).map((row) => toCamera(row)));
      cursor = found.length > AT_ONCE ? ids.at(-1)! : null;
    } while (cursor !== null);
    return cameras;
  }

  /** Also with cameras of other villages, as far as the actor sees them. */
  private async doubles(villageId: string, own: readonly Camera[]): Promise<Finding[]> {
    const { villageIds } = this.actors.get();
    const sight = villageIds === null ? {} : { villageId: In([...villageIds]) };
    const known = new Map<string, Identity>();
    for (const { network, ...camera } of own) known.set(camera.id, identityOf(camera, network));
    for (const column of ['host', 'mac'] as const) {
      const values = [
        ...new Set(own.map(({ network }) => network[column]).filter((value) => value !== null)),
      ];
      for (let index = 0; index < values.length; index += AT_ONCE) {
        const part = In(values.slice(index, index + AT_ONCE));
        const where = { lifecycle: Not('removed'), ...sight, [column]: part };
        for (const row of await this.store.cameras.columns(IDENTITY_COLUMNS, where)) {
          known.set(row.id, { ...row, ports: portsOf(row.onvifPort, row.rtspPort) });
        }
      }
    }
    const findings = sharedIdentities([...known.values()]);
    return findings.map((finding) => ({
      ...finding,
      cameras: finding.cameras.filter((camera) => camera.villageId === villageId),
    }));
  }
}

function identityOf(
  camera: Omit<Camera, 'network'>,
  { host, mac, onvif, rtsp }: Camera['network'],
): Identity {
  const { id, name, villageId, zoneId, deviceCode } = camera;
  return { id, name, villageId, zoneId, deviceCode, host, mac, ports: portsOf(onvif?.port, rtsp?.port) };
}

function portsOf(...ports: (number | null | undefined)[]): number[] {
  return ports.filter((port) => typeof port === 'number');
}

function insideOf(boundary: object | null): ((position: Position) => boolean) | null {
  if (boundary === null) return null;
  return ({ latitudeDeg, longitudeDeg }) =>
    booleanPointInPolygon([longitudeDeg, latitudeDeg], boundary as never);
}
