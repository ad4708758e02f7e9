import { CROWD_LOGIN } from '../../../test/farm/index.js';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../../src/kernel/instant.js';

const FIRST_DAY = '2026-03-02';

/** An hour of the town, of the day that is so many days after the first. */
export function instantOf(day: number, hour: number): Instant {
  return Date.parse(`${FIRST_DAY}T00:00:00+08:00`) + day * DAY_MS + hour * HOUR_MS;
}

/** That day, as people write it. */
export function dayOf(day: number): string {
  return new Date(Date.parse(FIRST_DAY) + day * DAY_MS).toISOString().slice(0, 10);
}

/** A picture of each camera within the time that somebody looks; a step is late after a day, and reminded of once. */
export const SETTINGS: Readonly<Record<string, string>> = {
  PROBING_HEARTBEAT_INTERVAL_S: '180',
  PROBING_FRAME_INTERVAL_S: '300',
  PROBING_FACTS_INTERVAL_S: '604800',
  // The devices' time is put right every ten minutes.
  PROBING_CLOCK_OFFSET_LIMIT_S: '3600',
  FUNDING_DUE_DAYS: '1',
  FUNDING_REMIND_EVERY_DAYS: '30',
  NOTIFY_TRUSTED_HOSTS: '127.0.0.1',
  NOTIFY_COLLECT_S: '60',
};

export const FARM = { port: 19_700, network: '127.60.1.0/26', login: CROWD_LOGIN } as const;
export const UNITS = 47;
/** They answer, and never show a picture: of the farm, by their numbers from 1. */
export const DARK = [46, 47] as const;
/** Of the farm's first camera, as somebody else copied it from the box. */
export const COPIED_MAC = 'C0-56-E3-60-00-00';

/** On each day that somebody looks, for this long. */
export const LOOK_MS = 6 * MINUTE_MS;
/** Days after the first on which people do things. Nobody looks on those between the last two. */
export const DEEDS = {
  approved: 2,
  publicFrom: 2,
  objected: 4,
  triedTooEarly: 6,
  publicTo: 8,
  closed: 9,
} as const;
export const DAYS_WITH_PICTURE = 8;

export const WORDS = {
  returned: '合同单价 3280 元，申报 3380 元，请更正',
  objection: '单价偏高',
  answer: '三家比价，附比价单',
  explanations: ['立杆未通网，移动公司排期四月', '镜头损坏，供应商更换中'],
} as const;

/** What came in; all made up, but for the amount that a village with five stars was given in 2019. */
export const STAR = {
  kind: 'star',
  year: 2025,
  starLevel: 5,
  documentNumber: '演示〔2026〕1号',
  receivedOn: dayOf(-1),
  amountFen: 14_269_700,
} as const;
export const OWN = {
  kind: 'collective',
  year: 2025,
  receivedOn: '2025-12-01',
  amountFen: 6_000_000,
} as const;
export const ELSEWHERE = { ...OWN, amountFen: 1_000_000 } as const;

interface Prices {
  readonly cameraFen: number;
  readonly recorderFen: number;
}

/** 47 cameras, a recorder and the work; the award pays its stated part, and the village the rest. */
export function terms(prices: Prices, awards: { readonly star: string; readonly own: string }) {
  return {
    boughtOn: dayOf(0),
    supplier: '演示安防',
    contractNumber: 'HT-2026-3',
    invoiceNumber: 'FP-2026-17',
    lines: [
      {
        what: '400万像素枪机',
        model: 'DS-2CD2012-I',
        quantity: UNITS,
        unitPriceFen: prices.cameraFen,
        warrantyMonths: 24,
      },
      { what: '硬盘录像机', quantity: 1, unitPriceFen: prices.recorderFen, isCamera: false },
      { what: '立杆与布线', quantity: 1, unitPriceFen: 1_234_567, isCamera: false },
    ],
    funding: [
      { awardId: awards.star, amountFen: STAR_PART_FEN },
      { awardId: awards.own, amountFen: totalFen(prices) - STAR_PART_FEN },
    ],
  };
}

export const STAR_PART_FEN = 12_000_000;

export function totalFen({ cameraFen, recorderFen }: Prices): number {
  return UNITS * cameraFen + recorderFen + 1_234_567;
}

/** First with a wrong price of the cameras; after all was closed, two digits of the recorder turn out to be swapped. */
export const WRONG: Prices = { cameraFen: 338_000, recorderFen: 865_050 };
export const RIGHT: Prices = { cameraFen: 328_000, recorderFen: 865_050 };
export const LATER: Prices = { cameraFen: 328_000, recorderFen: 856_050 };
