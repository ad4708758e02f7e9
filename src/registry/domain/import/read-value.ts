import { registeredHost } from '../registered-host.js';
import { type ImportColumn, lifecycleOf } from './camera-columns.js';
import { type Cell, textOf, withoutLogin } from '../../../kernel/sheet/cell.js';
import { readDeviceCode } from './device-code.js';
import { readCode, readCodes } from './read-code.js';
import { readCoordinate, readSystem } from './read-coordinate.js';
import { readDate } from '../../../kernel/sheet/read-date.js';
import { readFlag, readNumber, readText } from '../../../kernel/sheet/read-plain.js';
import { readDetail, readGeometry, readPlaceKind } from './place-words.js';
import { readBoundary, readStatisticalCode, readVillageKind } from './read-village.js';
import { type Read, refuse, taken } from '../../../kernel/sheet/refusal.js';

/** The value of a cell that is not blank, as its column keeps it. Groups stay the words that name them. */
export function readValue(cell: Cell, { value: kind }: ImportColumn): Read<unknown> {
  switch (kind.kind) {
    case 'text':
      return readText(textOf(cell), kind.maxLength);
    case 'number':
      return readNumber(cell, kind);
    case 'port':
      return readNumber(cell, { min: 1, max: 65_535, isWhole: true, unit: '' });
    case 'date':
      return readDate(cell);
    case 'flag':
      return readFlag(cell);
    case 'code':
      return readCode(cell, kind.table);
    case 'codes':
      return readCodes(cell, kind.table);
    case 'ipv6':
      return readIpv6(textOf(cell));
    case 'host':
      return readHost(textOf(cell));
    case 'mac':
      return readMac(textOf(cell));
    case 'path':
      return readPath(textOf(cell));
    case 'device-code':
      return readDeviceCode(cell);
    case 'lifecycle':
      return readLifecycle(textOf(cell));
    case 'coordinate':
      return readCoordinate(cell);
    case 'system':
      return readSystem(textOf(cell));
    case 'statistical-code':
      return readStatisticalCode(cell);
    case 'village-kind':
      return readVillageKind(textOf(cell));
    case 'boundary':
      return readBoundary(textOf(cell));
    case 'place-kind':
      return readPlaceKind(textOf(cell));
    case 'detail':
      return readDetail(textOf(cell));
    case 'geometry':
      return readGeometry(textOf(cell));
    case 'id':
      return taken(textOf(cell).toLowerCase());
    case 'group':
      return taken(textOf(cell));
    case 'secret':
      return readText(typeof cell === 'string' ? cell : textOf(cell), 128);
  }
}

function readLifecycle(text: string): Read<string> {
  const lifecycle = lifecycleOf(text.normalize('NFKC').replace(/^([123])[-. ]?(在用|维修|拆除)$/, '$1'));
  if (lifecycle !== null) return taken(lifecycle);
  const mend = ['填写 1 在用、2 维修、3 拆除 或 拟建', 'write 1 在用, 2 维修, 3 拆除 or 拟建'] as const;
  // On screens of platforms 设备状态 is 在线/离线; in the register it is what people decide.
  const isState = /线/.test(text);
  return isState
    ? refuse(
        'state-is-no-lifecycle',
        ['在线/离线由监测得出，不是设备状态', 'online and offline are found by probing, and are no 设备状态'],
        mend,
      )
    : refuse('not-in-code-table', [`“${text}”不是设备状态`, `"${text}" is no 设备状态`], mend);
}

function readHost(text: string): Read<string> {
  const host = registeredHost(text.normalize('NFKC'));
  if (host.ok) return taken(host.host);
  const mend = ['只填 IP 地址，如 10.20.1.5', 'write the IP address alone, as 10.20.1.5'] as const;
  return refuse('invalid-host', ['不是可用的 IP 地址', host.reason], mend);
}

function readIpv6(text: string): Read<string> {
  const host = registeredHost(text);
  if (host.ok && host.host.includes(':')) return taken(host.host);
  return refuse(
    'invalid-ipv6',
    ['不是 IPv6 地址', 'is not an IPv6 address'],
    ['如 2001:db8::5', 'as 2001:db8::5'],
  );
}

function readMac(text: string): Read<string> {
  const digits = text
    .normalize('NFKC')
    .replaceAll(/[\s:.-]+/g, '')
    .toUpperCase();
  if (/^[0-9A-F]{12}$/.test(digits)) return taken(digits.match(/../g)!.join('-'));
  const mend = [
    '填写12位十六进制数，如 00-11-22-AA-BB-CC',
    'write twelve hexadecimal digits, as 00-11-22-AA-BB-CC',
  ] as const;
  return refuse('invalid-mac', ['不是 MAC 地址', 'is not a MAC address'], mend);
}

/** A whole URL is taken too; of it the path counts, and the login in it is left out. */
function readPath(text: string): Read<string> {
  const path = withoutLogin(text).replace(/^rtsps?:\/\/[^/]*/i, '') || '/';
  if (/^\/\S*$/.test(path) && path.length <= 500) return taken(path);
  const mend = ['以 / 开头，如 /Streaming/Channels/101', 'begin with /, as /Streaming/Channels/101'] as const;
  return refuse('invalid-path', ['不是路径', 'is not a path'], mend);
}
