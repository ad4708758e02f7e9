import { CODE_TABLES } from '../../src/registry/domain/code-tables.js';
import { SHOWN_STATES } from '../../src/kernel/camera-state.js';
import en from '../../web/src/locales/en/codes.js';
import zh from '../../web/src/locales/zh/codes.js';
import frame from '../../web/src/locales/zh/frame.js';

const codesOf = (tables: object) =>
  Object.fromEntries(
    Object.entries(tables).map(([table, words]) => [table, Object.keys(words as object).toSorted()]),
  );

/** Pages know nothing of `src`, but call its codes by the same names. */
describe('what pages say of codes', () => {
  it('is in Chinese what the register prints, for every code of every table', () => {
    expect(zh).toEqual(CODE_TABLES);
  });

  it('is in English for the same codes', () => {
    expect(codesOf(en)).toEqual(codesOf(CODE_TABLES));
  });

  it('has a word for every state of a list', () => {
    expect(Object.keys(frame.states).toSorted()).toEqual([...SHOWN_STATES].toSorted());
  });
});
