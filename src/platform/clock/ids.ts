import { v7 } from 'uuid';

/** The only source of new ids: UUID version 7, so that ids sort by the time of their making (RFC 9562). */
export abstract class Ids {
  abstract next(): string;
}

export class RandomIds extends Ids {
  next(): string {
    return v7();
  }
}
