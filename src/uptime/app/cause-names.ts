import { Inject, Injectable } from '@nestjs/common';
import { Registry } from '../../registry/index.js';
import type { Cause } from '../domain/incident.js';

/** What people call the things that cameras share. */
@Injectable()
export class CauseNames {
  constructor(@Inject(Registry) private readonly registry: Registry) {}

  /** As the register has them now. */
  async read(): Promise<(cause: Omit<Cause, 'name'>) => Cause> {
    const groups = [...(await this.registry.villages()), ...(await this.registry.zones())];
    const names = new Map(groups.map(({ id, name }) => [id, name]));
    return ({ kind, key }) => ({ kind, key, name: nameOf({ kind, key }, names) });
  }
}

function nameOf({ kind, key }: Omit<Cause, 'name'>, names: ReadonlyMap<string, string>): string {
  if (kind === 'many') return '全镇';
  if (kind !== 'pole') return names.get(key) ?? key;
  // The key of a pole begins with its village: each counts its poles from one.
  const [villageId = '', ...number] = key.split(' ');
  return [names.get(villageId), number.join(' ')].filter(Boolean).join(' ');
}
