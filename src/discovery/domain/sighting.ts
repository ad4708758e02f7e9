import type { ServiceAddress } from './choose-address.js';

export const FOUND_BY = ['multicast', 'unicast', 'range'] as const;
export type FoundBy = (typeof FOUND_BY)[number];

/** What a device says of itself to anybody who asks. */
export interface SelfDescription {
  readonly types: readonly string[];
  readonly scopes: readonly string[];
}

/** A device as one search saw it. */
export interface Sighting {
  /** UUID of the endpoint; null where only its port answered. */
  readonly endpoint: string | null;
  readonly address: ServiceAddress;
  /** Other hosts at which the same device answers, or says that it does. */
  readonly otherHosts: readonly string[];
  readonly foundBy: FoundBy;
  readonly isDirect: boolean;
  readonly said: SelfDescription;
  /** Devices of their own that claim one UUID, as badly made ones do: the UUID tells them not apart. */
  readonly isEndpointShared: boolean;
}

const SILENT: SelfDescription = { types: [], scopes: [] };

export function sightingInRange(address: ServiceAddress): Sighting {
  return {
    endpoint: null,
    address,
    otherHosts: [],
    foundBy: 'range',
    isDirect: true,
    said: SILENT,
    isEndpointShared: false,
  };
}

/** `onvif://www.onvif.org/name/HIKVISION%20DS-2CD` → `HIKVISION DS-2CD`; null where the device does not say. */
export function scopeOf(scopes: readonly string[], topic: string): string | null {
  const start = `onvif://www.onvif.org/${topic}/`;
  const scope = scopes.find((one) => one.toLowerCase().startsWith(start.toLowerCase()));
  const text = scope === undefined ? '' : decoded(scope.slice(start.length)).trim();
  return text === '' ? null : text.slice(0, 200);
}

/** Hikvision and Dahua tell their MAC to everybody. */
export function macOf(scopes: readonly string[]): string | null {
  return asMac(scopeOf(scopes, 'MAC') ?? '');
}

/** `XX-XX-XX-XX-XX-XX`; null for what is none. */
export function asMac(text: string): string | null {
  const digits = text.replaceAll(/[:.\s-]/g, '').toUpperCase();
  if (!/^[\dA-F]{12}$/.test(digits) || /^0+$/.test(digits)) return null;
  return digits.match(/../g)!.join('-');
}

/** A lone `%` is text, not an error; control characters are neither. */
function decoded(text: string): string {
  const plain = text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
  return plain.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ');
}
