import { networkInterfaces } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { type ProbeAnswer, type ProbeInterface, WsDiscovery } from '../../devices/ws-discovery/index.js';
import { Config } from '../../platform/config/config.js';
import { type Answer, type Asking, AskingPort, type AskingTally } from '../app/ports.js';

/** WS-Discovery, by multicast on the cards of this machine and by unicast. */
@Injectable()
export class AskingAdapter extends AskingPort {
  private readonly discovery: WsDiscovery;

  constructor(@Inject(Config) { discovery }: Config) {
    super();
    this.discovery = new WsDiscovery({
      sourcePort: discovery.sourcePort,
      listenMs: discovery.listenS * 1_000,
    });
  }

  interfaces(): readonly string[] {
    return Object.keys(networkInterfaces());
  }

  ask(
    { interfaces, withIpv6, hosts, perSecond }: Asking,
    onAnswer: (answer: Answer) => void,
    signal: AbortSignal,
  ): Promise<AskingTally> {
    const cards = interfaces.flatMap((name) => cardsOf(name, withIpv6));
    const plan = { interfaces: cards, hosts, perSecond };
    return this.discovery.search(plan, (answer) => onAnswer(toAnswer(answer)), signal);
  }
}

/** One for each IPv4 address of a card, because devices answer in their own network; one for IPv6 where it is asked. */
function cardsOf(name: string, withIpv6: boolean): ProbeInterface[] {
  const addresses = networkInterfaces()[name] ?? [];
  const cards = addresses
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => ({ name, address, family: 'ipv4' as const }));
  const six = withIpv6 && addresses.find(({ family }) => family === 'IPv6');
  return six ? [...cards, { name, address: six.address, family: 'ipv6' }] : cards;
}

function toAnswer({ from, matches }: ProbeAnswer): Answer {
  const endpoints = matches.map(({ endpoint, xaddrs, types, scopes }) => ({
    endpoint,
    claimed: xaddrs,
    said: { types, scopes },
  }));
  return { from: from.address, endpoints };
}
