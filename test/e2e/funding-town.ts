import { randomUUID } from 'node:crypto';
import { type Browser, newPerson } from './access-people.js';
import { type Service, startService } from './service.js';

export interface Answer {
  readonly id: string;
  readonly state: string;
  readonly [field: string]: unknown;
}

export const UNKNOWN = '019a0000-0000-7000-8000-00000000dead';

export const json = async <T = Answer>(response: Response): Promise<T> => (await response.json()) as T;

/** A call with a key of its own, or with the one that is given. */
export function write(
  who: Browser,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return who.send('POST', path, body, {
    'sec-fetch-site': 'same-origin',
    'idempotency-key': randomUUID(),
    ...headers,
  });
}

/** One village with somebody who works for it, and a second admin of the town;  what is entered stays for those who follow. */
export class FundingTown {
  service!: Service;
  villageId = '';
  lin!: Browser;
  chief!: Browser;
  /** Awards: the town's for a star, and money of the village's own. */
  star = '';
  own = '';
  /** The purchase that both pay. */
  bought = '';
  /** Cameras. */
  first = '';
  second = '';

  async open(): Promise<void> {
    this.service = await startService();
    const village = { name: '上坡村', kind: 'village' };
    this.villageId = (await this.service.json<Answer>('POST', '/api/v1/villages', village)).id;
    this.lin = await newPerson(this.service, 'lin', { role: 'village', villageIds: [this.villageId] });
    this.chief = await newPerson(this.service, 'chief', { role: 'admin' });
  }

  async close(): Promise<void> {
    await this.service?.close();
  }

  award(more: object = {}) {
    return {
      villageId: this.villageId,
      kind: 'star',
      year: 2019,
      starLevel: 5,
      documentNumber: '安政〔2020〕8号',
      receivedOn: '2020-03-01',
      amountFen: 14_269_700,
      ...more,
    };
  }

  purchase(more: object = {}) {
    return {
      villageId: this.villageId,
      boughtOn: '2020-05-01',
      supplier: '安通',
      invoiceNumber: 'FP-2020-17',
      lines: [{ what: '400万像素枪机', model: 'DS-2CD', quantity: 47, unitPriceFen: 303_611 }],
      funding: [
        { awardId: this.star, parts: 9 },
        { awardId: this.own, parts: 1 },
      ],
      ...more,
    };
  }

  /** Entered now, long after the purchase. */
  async newCamera(number: string): Promise<string> {
    const camera = {
      name: `上坡-${number}`,
      villageId: this.villageId,
      zoneId: '00000000-0000-7000-8000-000000000001',
      lifecycle: 'planned',
      network: { host: '10.1.1.1', mac: `00-11-22-33-44-${number}`, onvif: { port: 80 } },
    };
    return (await this.service.json<Answer>('POST', '/api/v1/cameras', camera)).id;
  }
}
