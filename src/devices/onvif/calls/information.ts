import type { DeviceInformation } from '../device-facts.js';
import { DEVICE } from '../soap/namespaces.js';
import type { SoapCall } from '../soap/soap-call.js';
import { descend, type XmlElement } from '../../wire/xml/xml-element.js';

/** Longer than any firmware's name; these texts are stored. */
const MAX_LENGTH = 256;

export function informationCall(path: string): SoapCall {
  return { namespace: DEVICE, operation: 'GetDeviceInformation', path, content: '', access: 'login' };
}

export function readInformationResponse(response: XmlElement): DeviceInformation {
  const text = (name: string): string => descend(response, DEVICE, name)?.text.slice(0, MAX_LENGTH) ?? '';
  return {
    vendor: text('Manufacturer'),
    model: text('Model'),
    firmware: text('FirmwareVersion'),
    serial: text('SerialNumber'),
    hardwareId: text('HardwareId'),
  };
}
