import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Registry } from '../../registry/index.js';
import type { Cause } from '../domain/incident.js';

/** What people call the things that cameras share. */
@Injectable()
export class CauseNames implements OnModuleInit {
  private zones: ReadonlyMap<string, string> = new Map();

  constructor(@Inject(Registry) private readonly registry: Registry) {}

  async onModuleInit(): Promise<void> {
    await this.read();
  }

  /** As the register has them now. */
  async read(): Promise<(cause: Omit<Cause, 'name'>) => Cause> {
    const zones = await this.registry.zones();
    this.zones = new Map(zones.map(({ id, name }) => [id, name]));
    const names = new Map([...(await this.registry.villages()), ...zones].map(({ id, name }) => [id, name]));
    return ({ kind, key }) => ({ kind, key, name: nameOf({ kind, key }, names) });
  }

  /** As it was read last; the id where nobody has read it. */
  ofZone(zoneId: string): string {
    return this.zones.get(zoneId) ?? zoneId;
  }
}

function nameOf({ kind, key }: Omit<Cause, 'name'>, names: ReadonlyMap<string, string>): string {
  if (kind === 'many') return '全镇';
  if (kind !== 'pole') return names.get(key) ?? key;
  // The key of a pole begins with its village: each counts its poles from one.
  const [villageId = '', ...number] = key.split(' ');
  return [names.get(villageId), number.join(' ')].filter(Boolean).join(' ');
}
