import { createSocket, type RemoteInfo } from 'node:dgram';

/**
 * Devices at the far end of two wires. Each answers multicast probes from its own address and from a port of its own;
 * the one that hangs on both wires and IPv6 answers each time, and names all its addresses, the useless ones first.
 */
const DEVICES = [
  { id: 1, hosts: ['10.77.0.11', '10.78.0.11'], extra: ['[fe80::1]', '169.254.3.4', '[fd77::11]'] },
  { id: 2, hosts: ['10.77.0.12'], extra: [] },
  { id: 3, hosts: ['10.77.0.13'], extra: [] },
] as const;

const GROUP = '239.255.255.250';

function answerOf({ id, hosts, extra }: (typeof DEVICES)[number], relatesTo: string): string {
  const xaddrs = [...extra, ...hosts].map((host) => `http://${host}/onvif/device_service`).join(' ');
  return (
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" ' +
    `xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Header><w:RelatesTo>${relatesTo}</w:RelatesTo></e:Header>` +
    '<e:Body><d:ProbeMatches><d:ProbeMatch><w:EndpointReference>' +
    `<w:Address>urn:uuid:eeeeeeee-0000-1000-8000-00000000000${id}</w:Address></w:EndpointReference>` +
    `<d:XAddrs>${xaddrs}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`
  );
}

function reply(probe: Buffer, to: RemoteInfo, isSix: boolean): void {
  const relatesTo = /MessageID>([^<]*)</.exec(probe.toString())?.[1] ?? '';
  const network = to.address.slice(0, to.address.lastIndexOf('.'));
  for (const device of isSix ? DEVICES.slice(0, 1) : DEVICES) {
    const own = isSix ? '::' : device.hosts.find((host) => host.startsWith(`${network}.`));
    if (own === undefined) continue;
    const socket = createSocket(isSix ? 'udp6' : 'udp4');
    socket.bind(0, own, () =>
      socket.send(answerOf(device, relatesTo), to.port, to.address, () => socket.close()),
    );
  }
}

const four = createSocket({ type: 'udp4', reuseAddr: true });
four.on('message', (probe, from) => reply(probe, from, false));
four.bind(3_702, () => {
  four.addMembership(GROUP, '10.77.0.11');
  four.addMembership(GROUP, '10.78.0.11');
  const six = createSocket({ type: 'udp6', ipv6Only: true, reuseAddr: true });
  six.on('message', (probe, from) => reply(probe, from, true));
  six.bind(3_702, () => {
    six.addMembership('ff02::c', '::%far0');
    process.stdout.write('ready\n');
  });
});
