import { Findings } from './findings.js';

describe('findings', () => {
  it('are told one by one, and once more as a table', () => {
    const said: string[] = [];
    const findings = new Findings((line) => said.push(line));
    findings.expect('outages', { A: 1 }, { A: 1 });
    findings.expect('incidents', 1, 2);
    findings.expectAtMost('beats', 20, 3.14159);

    expect(said).toEqual([
      'ok    outages: {"A":1}',
      'WRONG incidents: expected 1, found 2',
      'ok    beats: 3.14',
    ]);
    expect(findings.table().split('\n')).toEqual([
      'what      | expected | found   | ok',
      'outages   | {"A":1}  | {"A":1} | ok',
      'incidents | 1        | 2       | WRONG',
      'beats     | ≤ 20     | 3.14    | ok',
    ]);
    expect([findings.count, findings.wrong]).toEqual([3, 1]);
  });

  it('hold a number that is too large, or none, against it', () => {
    const findings = new Findings(() => {});
    findings.expectAtMost('beats', 1, 1.5);
    findings.expectAtMost('beats', 1, Number.NaN);

    expect(findings.wrong).toBe(2);
  });
});
