import { sampleCamera } from '../../testing/sample-camera.js';
import { differences, observedOtherwise } from './differences.js';
import { incompleteEntries, isComplete, MANDATORY, missingFields } from './mandatory.js';
import { outlookOf, outsidePositions } from './places.js';

const SEEN = { vendor: null, model: null, firmware: null, serial: null, mac: null, observedAt: 0 };
const HERE = { latitudeDeg: 24.72, longitudeDeg: 118.47 };

describe('mandatory fields', () => {
  it('are all missing of an entry that says nothing', () => {
    expect(missingFields(sampleCamera(), 'classic')).toEqual(MANDATORY.classic);
    expect(missingFields(sampleCamera(), 'strict')).toEqual(MANDATORY.strict);
  });

  it('are named by their labels, and an empty list is as good as none', () => {
    const register = Object.fromEntries(MANDATORY.classic.map((field) => [field, '1']));
    const camera = sampleCamera({
      deviceCode: '1',
      position: HERE,
      network: { ...sampleCamera().network, mac: 'M' },
      register,
    });
    expect(isComplete(camera, 'classic')).toBe(true);
    expect(isComplete(camera, 'strict')).toBe(false);
    expect(incompleteEntries([camera], 'classic').cameras).toEqual([]);

    const lacking = { ...camera, position: null, register: { ...camera.register, functionTypes: [] } };
    expect(incompleteEntries([lacking], 'classic').cameras[0]!.detail).toEqual({
      zh: '缺少：经度、纬度、摄像机功能类型',
      en: 'missing: position, functionTypes',
    });
  });

  it('of the stricter templates hold those of the classic one', () => {
    expect(MANDATORY.strict).toEqual(expect.arrayContaining([...MANDATORY.classic]));
  });
});

describe('register and device', () => {
  it.each([
    ['a vendor by another name', { vendorCode: '1' }, { vendor: 'HIKVISION' }, []],
    ['another vendor', { vendorCode: '1' }, { vendor: 'Dahua' }, ['vendor']],
    ['a vendor that nobody can compare', { vendorCode: '99' }, { vendor: 'Dahua' }, []],
    ['a model but for its hyphens', { model: 'ds 2cd3t46' }, { model: 'DS-2CD3T46' }, []],
    ['another model', { model: 'DS-2CD3T46' }, { model: 'IPC-HFW' }, ['model']],
    ['another firmware', { firmware: 'V5.7.3' }, { firmware: 'V5.7.4' }, ['firmware']],
    ['what the register does not say', {}, { model: 'IPC-HFW', firmware: 'V1' }, []],
    ['what the device does not say', { model: 'DS' }, {}, []],
  ])('%s', (_what, register, seen, fields) => {
    const camera = sampleCamera({ register, observed: { ...SEEN, ...seen } });
    expect(differences(camera).map(({ field }) => field)).toEqual(fields);
  });

  it('differ in the MAC where the device was replaced, and both are told', () => {
    const camera = sampleCamera({
      network: { ...sampleCamera().network, mac: 'AA-BB-CC-00-11-22' },
      observed: { ...SEEN, mac: 'AA-BB-CC-00-11-23' },
    });
    expect(observedOtherwise([camera, sampleCamera()]).cameras.map(({ detail }) => detail.zh)).toEqual([
      'mac：登记 AA-BB-CC-00-11-22，实际 AA-BB-CC-00-11-23',
    ]);
  });
});

describe('places', () => {
  it.each([
    ['a heading', { headingDeg: 12, direction: '1' }, 12],
    ['a direction code alone', { direction: '8' }, 315],
    ['all around', { direction: '9' }, null],
  ])('knows where a camera with %s looks', (_what, register, bearingDeg) => {
    expect(outlookOf(sampleCamera({ position: HERE, register }))).toMatchObject({ bearingDeg });
  });

  it('says nothing of the outlook of a camera without position or direction', () => {
    expect(outlookOf(sampleCamera({ register: { direction: '1' } }))).toBeUndefined();
    expect(outlookOf(sampleCamera({ position: HERE }))).toBeUndefined();
  });

  it('finds what hangs outside, and nothing where the boundary is not known', () => {
    const camera = sampleCamera({ position: HERE });
    expect(
      outsidePositions([camera, sampleCamera()], () => false).cameras.map(({ detail }) => detail.en),
    ).toEqual(['latitude, longitude: 24.720000, 118.470000']);
    expect(outsidePositions([camera], () => true).cameras).toEqual([]);
    expect(outsidePositions([camera], null).cameras).toEqual([]);
  });
});
