import { DEVICE, SCHEMA } from '../soap/namespaces.js';
import type { SoapCall } from '../soap/soap-call.js';
import { childrenNamed, descend, type XmlElement } from '../../wire/xml/xml-element.js';

export function networkInterfacesCall(path: string): SoapCall {
  return { namespace: DEVICE, operation: 'GetNetworkInterfaces', path, content: '', access: 'login' };
}

/** The MAC of the enabled interface that has `host`, else of the first enabled one, else of any. */
export function readMacResponse(response: XmlElement, host: string): string | null {
  const candidates = childrenNamed(response, DEVICE, 'NetworkInterfaces').flatMap((one) => {
    const mac = normaliseMac(descend(one, SCHEMA, 'Info', 'HwAddress')?.text ?? '');
    if (mac === null) return [];
    const isEnabled = descend(one, SCHEMA, 'Enabled')?.text !== 'false';
    return [{ mac, rank: (isEnabled ? 2 : 0) + (hasAddress(one, host) ? 1 : 0) }];
  });
  return candidates.toSorted((a, b) => b.rank - a.rank)[0]?.mac ?? null;
}

/** `XX-XX-XX-XX-XX-XX` from `00:40:8c:…`, `00-40-8C-…` or `00408C…`; null for none, all zeros and group addresses. */
export function normaliseMac(text: string): string | null {
  const digits = text.replaceAll(/[:.\s-]/g, '').toUpperCase();
  if (!/^[\dA-F]{12}$/.test(digits) || /^0+$/.test(digits)) return null;
  const isGroup = (Number.parseInt(digits.slice(0, 2), 16) & 1) === 1;
  return isGroup ? null : digits.match(/../g)!.join('-');
}

function hasAddress(element: XmlElement, host: string): boolean {
  const unread = [element];
  for (let next = unread.pop(); next !== undefined; next = unread.pop()) {
    if (next.name === 'Address' && next.text === host) return true;
    unread.push(...next.children);
  }
  return false;
}
