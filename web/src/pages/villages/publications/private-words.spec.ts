import { describe, expect, it } from 'vitest';
import type { FundReport } from '../answers.ts';
import { privatePlace } from './private-words.ts';

const REPORT = {
  villages: [
    {
      village: '上坡村',
      villageId: 'v',
      spending: [{ purchaseId: 'p', boughtOn: '2020-05-01', supplier: '安通' }],
    },
  ],
} as unknown as FundReport;
const there = { village: '上坡村', villageId: 'v' };
const purchase = { id: 'p', boughtOn: '2020-05-01', supplier: '安通' };

describe('what must not be posted', () => {
  it.each([
    ['villages.0.spending.0.supplier', { ...there, purchase, field: 'supplier' }],
    ['villages.0.spending.0.lines.3.what', { ...there, purchase, field: 'what' }],
    ['villages.0.spending.0.sources.0.name', { ...there, purchase: null, field: 'documentNumber' }],
    ['villages.0.income.0.documentNumber', { ...there, purchase: null, field: 'documentNumber' }],
    ['villages.0.village', { ...there, purchase: null, field: 'name' }],
    ['scope.name', { village: null, villageId: null, purchase: null, field: 'name' }],
    ['reason', { village: null, villageId: null, purchase: null, field: 'reason' }],
    ['villages.7.spending.0.model', { village: null, villageId: null, purchase: null, field: 'model' }],
  ])('is found at %s', (path, place) => {
    expect(privatePlace(path, REPORT)).toEqual(place);
  });
});
