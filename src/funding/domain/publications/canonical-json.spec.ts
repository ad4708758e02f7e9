import { assert, dictionary, jsonValue, property, string } from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('writes keys in the order of their units, without blanks', () => {
    expect(canonicalJson({ b: 1, a: ['价', null, true], '1': { z: 0, y: 'é"\n' }, c: undefined })).toBe(
      '{"1":{"y":"é\\"\\n","z":0},"a":["价",null,true],"b":1}',
    );
  });

  it('puts capital letters before small ones, as no language does', () => {
    expect(canonicalJson({ é: 1, a: 2, B: 3, 村: 4 })).toBe('{"B":3,"a":2,"é":1,"村":4}');
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
