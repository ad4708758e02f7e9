import type { Camera } from '../camera.js';

/** Text for people, in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One camera of a finding, and what about it. */
export interface Concerned {
  readonly id: string;
  readonly name: string;
  readonly villageId: string;
  readonly detail: Words;
}

/** Something about the register that somebody should look into. `article` is of 国令第799号; null where it is no law. */
export interface Finding {
  readonly code: string;
  readonly article: number | null;
  readonly text: Words;
  readonly advice: Words;
  readonly cameras: readonly Concerned[];
}

export const words = (zh: string, en: string): Words => ({ zh, en });

export function concerned({ id, name, villageId }: CameraName, detail: Words): Concerned {
  return { id, name, villageId, detail };
}

export type CameraName = Pick<Camera, 'id' | 'name' | 'villageId'>;

/** A finding without cameras is none. */
export function findingsOf(all: readonly Finding[]): Finding[] {
  return all.filter(({ cameras }) => cameras.length > 0);
}
