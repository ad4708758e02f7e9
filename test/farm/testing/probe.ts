import { createSocket } from 'node:dgram';

export const DISCOVERY_PORT = 3_702;
const PATIENCE_MS = 1_000;

/** Sends one WS-Discovery probe to one address; throws when nothing comes back. */
export function probe(host: string, types = ''): Promise<string> {
  const type = types && `<d:Types xmlns:dn="http://www.onvif.org/ver10/network/wsdl">${types}</d:Types>`;
  const message = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Header><w:MessageID>uuid:1-2-3</w:MessageID><w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header><e:Body><d:Probe>${type}</d:Probe></e:Body></e:Envelope>`;
  const socket = createSocket('udp4');
  return new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer to the probe')), PATIENCE_MS);
    socket.on('message', (answer) => {
      clearTimeout(timer);
      resolve(answer.toString('utf8'));
    });
    socket.send(message, DISCOVERY_PORT, host);
  }).finally(() => socket.close());
}
