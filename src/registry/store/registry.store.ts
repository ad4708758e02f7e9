import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type CameraRow,
  cameras,
  type CredentialRow,
  credentials,
  type ProgrammeRow,
  programmes,
  type VillageRow,
  villages,
  type ZoneRow,
  zones,
} from './rows.js';
import { Shelf } from './shelf.js';

/** The tables of the register. */
@Injectable()
export class RegistryStore {
  readonly villages: Shelf<VillageRow>;
  readonly programmes: Shelf<ProgrammeRow>;
  readonly zones: Shelf<ZoneRow>;
  readonly credentials: Shelf<CredentialRow>;
  readonly cameras: Shelf<CameraRow>;

  constructor(@Inject(DataSource) source: DataSource) {
    this.villages = new Shelf(source, villages);
    this.programmes = new Shelf(source, programmes);
    this.zones = new Shelf(source, zones);
    this.credentials = new Shelf(source, credentials);
    this.cameras = new Shelf(source, cameras);
  }
}
