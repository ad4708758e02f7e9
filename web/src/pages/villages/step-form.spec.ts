import { describe, expect, it } from 'vitest';
import { fieldsOf, newStep, stepFaults, type StepForm } from './step-form.ts';
import { later, today } from './today.ts';

const TERMS = { boughtOn: later(today(), -20), publicDays: 5 };
const fields = fieldsOf('publicise', { objections: 0 });
const day = (days: number) => later(today(), days);

describe('a purchase that is made public', () => {
  it('is proposed for as many days as the town asks, both ends counted in', () => {
    const form = newStep(5);
    expect([form.from, form.to]).toEqual([day(0), day(4)]);
    expect(stepFaults(form, fields, TERMS)).toEqual({});
  });

  it.each<[string, Partial<StepForm>, object]>([
    ['too briefly', { to: day(3) }, { to: 'briefly' }],
    ['without an end', { to: '' }, { to: 'required' }],
    ['reviewed before it was bought', { reviewedOn: day(-21) }, { reviewedOn: 'reviewOrder' }],
    ['reviewed the day it was bought', { reviewedOn: day(-20) }, {}],
    ['reviewed after its first day', { from: day(-1), reviewedOn: day(0) }, { reviewedOn: 'reviewOrder' }],
    ['reviewed tomorrow', { from: day(2), to: day(9), reviewedOn: day(1) }, { reviewedOn: 'future' }],
    ['reviewed today', { from: day(2), to: day(9), reviewedOn: day(0) }, {}],
  ])('is held at its fields: %s', (_what, typed, faults) => {
    expect(stepFaults({ ...newStep(5), ...typed }, fields, TERMS)).toEqual(faults);
  });
});
