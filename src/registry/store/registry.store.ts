import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { asBrokenRule } from './broken-rule.js';
import { ChangeBook } from './change-book.js';
import type { Pen } from './pen.js';
import type {
  BuildingsRow,
  CameraRow,
  CredentialRow,
  PlaceRow,
  ProgrammeRow,
  VillageRow,
  ZoneRow,
} from './rows.js';
import { Shelf } from './shelf.js';
import { BUILDINGS, CAMERA, CREDENTIAL, PLACE, PROGRAMME, VILLAGE, ZONE } from './subjects.js';

/** Writes every table of the register within one transaction. */
export interface Pens {
  readonly villages: Pen<VillageRow>;
  readonly programmes: Pen<ProgrammeRow>;
  readonly zones: Pen<ZoneRow>;
  readonly credentials: Pen<CredentialRow>;
  readonly cameras: Pen<CameraRow>;
  readonly places: Pen<PlaceRow>;
}

/** The tables of the register. */
@Injectable()
export class RegistryStore {
  readonly villages: Shelf<VillageRow>;
  readonly programmes: Shelf<ProgrammeRow>;
  readonly zones: Shelf<ZoneRow>;
  readonly credentials: Shelf<CredentialRow>;
  readonly cameras: Shelf<CameraRow>;
  readonly places: Shelf<PlaceRow>;
  readonly buildings: Shelf<BuildingsRow>;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(ChangeBook) book: ChangeBook,
  ) {
    this.villages = new Shelf(source, VILLAGE, book);
    this.programmes = new Shelf(source, PROGRAMME, book);
    this.zones = new Shelf(source, ZONE, book);
    this.credentials = new Shelf(source, CREDENTIAL, book);
    this.cameras = new Shelf(source, CAMERA, book);
    this.places = new Shelf(source, PLACE, book);
    this.buildings = new Shelf(source, BUILDINGS, book);
  }

  /**
   * Many writes as one: all of them, with their history, or none. A {@link BrokenRule} says which rule one of them
   * broke; everything else that is thrown undoes them too. `importId` marks their rows in the history; `manager` is for
   * what another room has to write with them.
   */
  async write<T>(
    importId: string | null,
    work: (pens: Pens, manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.source.transaction((manager) => work(this.pens(manager, importId), manager));
    } catch (cause) {
      throw asBrokenRule(cause);
    }
  }

  private pens(manager: EntityManager, importId: string | null): Pens {
    return {
      villages: this.villages.pen(manager, importId),
      programmes: this.programmes.pen(manager, importId),
      zones: this.zones.pen(manager, importId),
      credentials: this.credentials.pen(manager, importId),
      cameras: this.cameras.pen(manager, importId),
      places: this.places.pen(manager, importId),
    };
  }
}
