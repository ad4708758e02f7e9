import { ruleFor } from './adoption-rules.js';

describe('the rule for a camera', () => {
  const rules = [
    '10.0.0.0/8',
    '10.20.0.0/16',
    '10.20.0.0/16',
    '127.60.1.0/24',
    '2001:db8::/32',
    '10.20.1.5/32',
  ].map((network, index) => ({ network, index }));

  it.each<[string, number | null]>([
    ['10.1.1.1', 0],
    ['10.20.3.4', 1],
    ['10.20.1.5', 5],
    ['127.60.1.9', 3],
    ['127.60.2.9', null],
    ['2001:db8::7', 4],
    ['192.168.1.1', null],
    ['gate.example', null],
  ])('at %s is number %s: the narrowest network, the first of equal ones', (host, index) => {
    expect(ruleFor(rules, host)?.index ?? null).toBe(index);
  });
});
