import type { OnvifServices, ServiceAddress } from '../device-facts.js';
import { DEVICE, MEDIA, MEDIA2, SCHEMA } from '../soap/namespaces.js';
import type { SoapCall } from '../soap/soap-call.js';
import { childrenNamed, descend, type XmlElement } from '../../wire/xml/xml-element.js';
import { splitDeviceUri, toRequestPath } from '../../wire/device-uri.js';

export function servicesCall(path: string): SoapCall {
  const content = '<IncludeCapability>false</IncludeCapability>';
  return { namespace: DEVICE, operation: 'GetServices', path, content, access: 'open' };
}

export function capabilitiesCall(path: string): SoapCall {
  const content = '<Category>All</Category>';
  return { namespace: DEVICE, operation: 'GetCapabilities', path, content, access: 'open' };
}

export function readServicesResponse(response: XmlElement): readonly ServiceAddress[] {
  return childrenNamed(response, DEVICE, 'Service').map((service) => ({
    namespace: descend(service, DEVICE, 'Namespace')?.text ?? '',
    xaddr: descend(service, DEVICE, 'XAddr')?.text ?? '',
  }));
}

/** GetCapabilities names services by element, and cannot name Media2. */
export function readCapabilitiesResponse(response: XmlElement): readonly ServiceAddress[] {
  const capabilities = descend(response, DEVICE, 'Capabilities');
  if (capabilities === undefined) return [];
  const found = (name: string, namespace: string): ServiceAddress[] => {
    const xaddr = descend(capabilities, SCHEMA, name, 'XAddr')?.text;
    return xaddr === undefined ? [] : [{ namespace, xaddr }];
  };
  return [...found('Device', DEVICE), ...found('Media', MEDIA)];
}

/** Of every address only the path counts: host and port stay those of the device service that answered. */
export function toServices(
  addresses: readonly ServiceAddress[],
  host: string,
  devicePath: string,
): OnvifServices {
  const path = (namespace: string): string | null => {
    const found = addresses.find((address) => address.namespace.replace(/\/$/, '') === namespace);
    return found === undefined ? null : pathOfXaddr(found.xaddr, host);
  };
  return { device: devicePath, media: path(MEDIA), media2: path(MEDIA2), originals: addresses };
}

/**
 * The path of the address that stands on `host`, else of the first that can be read: devices list several, IPv6 and
 * link-local ones first, and some give a path alone.
 */
export function pathOfXaddr(xaddrs: string, host: string): string | null {
  const listed = xaddrs.split(/\s+/).filter((one) => one !== '');
  const uris = listed.flatMap((one) => splitDeviceUri(one) ?? []);
  const chosen = uris.find((uri) => uri.host === host.toLowerCase()) ?? uris[0];
  if (chosen !== undefined) return chosen.path;
  return listed[0]?.startsWith('/') ? toRequestPath(listed[0]) : null;
}
