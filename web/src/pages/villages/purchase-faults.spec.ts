import { describe, expect, it } from 'vitest';
import { readDevices } from './device-list.ts';
import { purchaseFaults } from './purchase-faults.ts';
import { bodyOf, newLine, newPurchase, type PurchaseForm } from './purchase-form.ts';

const PAYERS = [{ id: 'star', name: '2019 五星奖励', availableFen: 100_000 }];

function typed(more: Partial<PurchaseForm> = {}): PurchaseForm {
  const line = { ...newLine(), what: '枪机', quantity: '３', unitPrice: '333.33', warrantyMonths: '24' };
  return {
    ...newPurchase(),
    boughtOn: '2020-05-01',
    supplier: '安通',
    lines: [line],
    shares: { star: '999.99' },
    ...more,
  };
}

describe('a purchase as it is typed', () => {
  it('is sent in whole fen where it adds up', () => {
    expect(purchaseFaults(typed(), PAYERS, false)).toEqual({});
    expect(bodyOf(typed())).toMatchObject({
      contractNumber: null,
      lines: [{ what: '枪机', quantity: 3, unitPriceFen: 33_333, warrantyMonths: 24 }],
      funding: [{ awardId: 'star', amountFen: 99_999 }],
    });
  });

  it.each<[string, Partial<PurchaseForm>, object]>([
    ['a cent less than it costs', { shares: { star: '999.98' } }, { shares: { words: 'rest', leftFen: 1 } }],
    ['a cent more than it costs', { shares: { star: '1000' } }, { shares: { words: 'over', overFen: 1 } }],
    ['nothing', { shares: { star: '' } }, { shares: { words: 'noSources' } }],
    ['no supplier', { supplier: ' ' }, { supplier: { words: 'required' } }],
    ['no day', { boughtOn: '' }, { boughtOn: { words: 'day' } }],
    ['a day to come', { boughtOn: '2090-01-01' }, { boughtOn: { words: 'future' } }],
  ])('is not sent with %s', (_what, more, faults) => {
    expect(purchaseFaults(typed(more), PAYERS, false)).toEqual(faults);
  });

  it('says at each field of a line what is wrong with it', () => {
    const line = { ...newLine(), quantity: '1.5', unitPrice: '1.234', warrantyMonths: '999' };
    expect(purchaseFaults(typed({ lines: [line] }), PAYERS, false)).toMatchObject({
      'lines.0.what': { words: 'required' },
      'lines.0.quantity': { words: 'quantity' },
      'lines.0.unitPrice': { words: 'amount' },
      'lines.0.warrantyMonths': { words: 'months' },
    });
  });

  it('says what is left of a source that is overdrawn, and by how much', () => {
    const lines = [{ ...newLine(), what: '枪机', unitPrice: '1000.01' }];
    expect(purchaseFaults(typed({ lines, shares: { star: '1000.01' } }), PAYERS, false)).toEqual({
      'shares.star': { words: 'overdrawn', leftFen: 100_000, overFen: 1 },
    });
  });

  it('is not corrected without a reason', () => {
    expect(purchaseFaults(typed(), PAYERS, true)).toEqual({ reason: { words: 'required' } });
  });
});

describe('a list of devices as it is pasted', () => {
  it('is serials and MACs, one a line or side by side', () => {
    expect(readDevices(' SN-1 \n\n00-11-22-33-44-55\tSN-2\n001122334466，\n')).toEqual([
      { serial: 'SN-1', mac: null },
      { serial: 'SN-2', mac: '00-11-22-33-44-55' },
      { serial: null, mac: '001122334466' },
    ]);
  });
});
