import { describe, expect, it } from 'vitest';
import { percent } from './percent.ts';

describe('a share in percent', () => {
  it.each([
    [1, '100.0%'],
    [0.9996, '99.9%'],
    [0.29, '29.0%'],
    [0, '0.0%'],
    [null, '–'],
  ])('%s is %s: what is not whole is never shown as whole', (share, text) =>
    expect(percent(share)).toBe(text),
  );
});
