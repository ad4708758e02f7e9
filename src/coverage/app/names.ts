import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { Town } from './town.js';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What people call places, cameras and villages; of what is no more, or is not theirs to know, the id alone. */
@Injectable()
export class Names {
  constructor(
    @Inject(Town) private readonly town: Town,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** Of the town as it is now. */
  read() {
    const places = new Map(this.town.places.map(({ id, name }) => [id, name]));
    const villages = new Map(this.town.villages.map(({ id, name }) => [id, name]));
    return {
      place: (id: string): Named => ({ id, name: places.get(id) ?? id }),
      village: (id: string): Named => ({ id, name: villages.get(id) ?? id }),
      camera: (id: string): Named => {
        const facts = this.town.cameras.get(id)?.facts;
        return { id, name: facts !== undefined && this.scope.allows(facts.villageId) ? facts.name : id };
      },
    };
  }
}

export type NamesNow = ReturnType<Names['read']>;
