import type { Camera } from '../camera.js';
import { concerned, type Finding, words } from './finding.js';

/** How devices call their makers, by the code of the vendor table. Vendors that are not here are not compared. */
const VENDOR_NAMES: Readonly<Record<string, RegExp>> = {
  1: /hik|海康/i,
  2: /dahua|大华/i,
  3: /tiandy|天地伟业/i,
  4: /kedacom|科达/i,
  5: /axis|安讯士/i,
  6: /bosch|博世/i,
  7: /yaan|亚安/i,
  8: /infinova|英飞拓/i,
  9: /uniview|unv|宇视/i,
  10: /hisense|海信/i,
  13: /lenovo|联想/i,
  14: /zte|中兴/i,
  15: /huawei|华为/i,
};

interface Difference {
  readonly field: string;
  readonly registered: string;
  readonly observed: string;
}

/** Where the register says one thing and the device another. What either does not say is no difference. */
export function differences({ register, network, observed }: Camera): readonly Difference[] {
  if (observed === null) return [];
  const pairs = [
    {
      field: 'vendor',
      registered: vendorWords(register.vendorCode, observed.vendor),
      observed: observed.vendor,
    },
    { field: 'model', registered: register.model, observed: observed.model },
    { field: 'firmware', registered: register.firmware, observed: observed.firmware },
    { field: 'mac', registered: network.mac, observed: observed.mac },
  ];
  return pairs.filter((pair): pair is Difference => {
    if (!pair.registered || !pair.observed) return false;
    return plain(pair.registered) !== plain(pair.observed);
  });
}

export function observedOtherwise(cameras: readonly Camera[]): Finding {
  return {
    code: 'observed-otherwise',
    article: null,
    text: words('登记信息与设备实际不符', 'the device says otherwise than the register'),
    advice: words(
      '设备已更换则更新登记，否则检查地址是否登记错误',
      'if the device was replaced, mend the register; else look whether its address is right',
    ),
    cameras: cameras.flatMap((camera) => {
      const found = differences(camera);
      if (found.length === 0) return [];
      const zh = found.map(
        ({ field, registered, observed }) => `${field}：登记 ${registered}，实际 ${observed}`,
      );
      const en = found.map(
        ({ field, registered, observed }) => `${field}: ${registered} here, ${observed} there`,
      );
      return [concerned(camera, words(zh.join('；'), en.join('; ')))];
    }),
  };
}

/** The observed name itself where it fits the code, so that the two compare equal. */
function vendorWords(code: string | null, observed: string | null): string | null {
  const names = code === null ? undefined : VENDOR_NAMES[code];
  if (names === undefined || observed === null) return null;
  return names.test(observed) ? observed : names.source.split('|').at(-1)!;
}

/** Devices differ from templates in capitals, blanks and hyphens alone. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[\s:_-]/g, '');
}
