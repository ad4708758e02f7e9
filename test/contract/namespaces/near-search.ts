import {
  type ProbeAnswer,
  type ProbeInterface,
  WsDiscovery,
} from '../../../src/devices/ws-discovery/index.js';

interface Order {
  readonly interfaces: readonly ProbeInterface[];
  readonly sourcePort: number;
}

const { interfaces, sourcePort } = JSON.parse(process.argv[2]!) as Order;
const answers: ProbeAnswer[] = [];
const tally = await new WsDiscovery({ sourcePort, listenMs: 1_000 }).search(
  { interfaces, hosts: [], perSecond: 100 },
  (answer) => void answers.push(answer),
  new AbortController().signal,
);
process.stdout.write(JSON.stringify({ answers, tally }));
