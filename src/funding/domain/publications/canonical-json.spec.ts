import { assert, dictionary, jsonValue, property, string } from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('writes keys in the order of their units, without blanks', () => {
    expect(canonicalJson({ b: 1, a: ['价', null, true], '1': { z: 0, y: 'é"\n' }, c: undefined })).toBe(
      '{"1":{"y":"é\\"\\n","z":0},"a":["价",null,true],"b":1}',
    );
  });

  it('says the same, and the same way whatever the order of keys', () => {
    const holds = property(dictionary(string(), jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      const text = canonicalJson(value);
      return canonicalJson(turned) === text && canonicalJson(JSON.parse(text)) === text;
    });
    expect(() => assert(holds)).not.toThrow();
  });
});
