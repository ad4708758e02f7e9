import { forbiddenSite } from '../../domain/forbidden-site.js';
import type { WrittenEntry } from '../../domain/import/entry-values.js';
import { type Refusal, refusal } from '../../../kernel/sheet/refusal.js';
import { type TownField, townReason } from '../../domain/town-login.js';

/** What a camera must have to be registered, with the field that says it. */
export function missingFields(entry: WrittenEntry): readonly (readonly [string, Refusal])[] {
  const missing: (readonly [string, Refusal])[] = [];
  if (entry.name === null) {
    missing.push([
      'name',
      refusal(
        'missing-name',
        ['缺少设备名称', 'the name is missing'],
        ['填写设备名称', 'write the name of the camera'],
      ),
    ]);
  }
  if (entry.villageId === null) {
    missing.push([
      'villageId',
      refusal(
        'missing-village',
        ['缺少村/社区', 'the village is missing'],
        [
          '填写村/社区的名称或12位代码，或以参数 villageId 指定',
          'write the name or the 12-digit code of the village, or give the parameter villageId',
        ],
      ),
    ]);
  }
  if (entry.network.host === null) {
    missing.push([
      'host',
      refusal(
        'missing-host',
        ['缺少 IP 地址', 'the IP address is missing'],
        ['填写 IPV4', 'write the IPv4 address'],
      ),
    ]);
  }
  const word = entry.siteKind === null ? null : forbiddenSite(entry.siteKind);
  if (word !== null) {
    missing.push([
      'siteKind',
      refusal(
        'forbidden-site',
        [
          `国令第799号第八条禁止在该类场所内部安装 (${word})`,
          `article 8 of 国令第799号 forbids a camera inside such a place (${word})`,
        ],
        ['核对场所类型；不得登记', 'check the kind of site; such a camera cannot be registered'],
      ),
    ]);
  }
  return missing;
}

/** What of a camera is the town's to say, and not the village's that imports. */
export function townDemand(field: TownField): Refusal {
  const { code, reason, mend } = townReason(field);
  return refusal(code, reason, mend);
}
