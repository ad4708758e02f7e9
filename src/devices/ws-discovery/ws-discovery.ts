import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AnswerGate } from './answer-gate.js';
import { PROBE_VARIANTS, probeEnvelope } from './probe-envelope.js';
import type { ProbeAnswer } from './probe-match.js';
import { DISCOVERY_PORT, type ProbeInterface, ProbeSocket, type Receive } from './probe-socket.js';
import { readAnswer } from './read-answer.js';

export interface WsDiscoveryOptions {
  /** UDP port that probes leave from and answers come to, for firewalls; 0 takes a free one. */
  readonly sourcePort: number;
  /** How long answers are waited for after each round, in milliseconds. */
  readonly listenMs: number;
  /** Port that devices listen on; another one is for tests. */
  readonly port?: number;
}

export interface DiscoveryPlan {
  /** Cards on which everybody is asked by multicast. */
  readonly interfaces: readonly ProbeInterface[];
  /** IP literals that are asked one by one. */
  readonly hosts: readonly string[];
  /** Datagrams to hosts a second, at most. */
  readonly perSecond: number;
}

/** What was sent, what came, and what was thrown away. */
export interface DiscoveryTally {
  sent: number;
  unsent: number;
  answers: number;
  garbled: number;
  notOurs: number;
  overLimit: number;
  /** Cards and families on which no socket could be opened, each with the system's reason. */
  readonly unopened: string[];
}

/** Asks who is there. Holds no socket between searches. */
export class WsDiscovery {
  constructor(private readonly options: WsDiscoveryOptions) {}

  /**
   * Two rounds of both variants, because datagrams get lost; hosts that answered are not asked again. `onAnswer` gets
   * every usable answer, doubles included. Rejects only with the signal's reason.
   */
  async search(
    plan: DiscoveryPlan,
    onAnswer: (answer: ProbeAnswer) => void,
    signal: AbortSignal,
  ): Promise<DiscoveryTally> {
    signal.throwIfAborted();
    const round = new DiscoveryRound(this.options, onAnswer);
    try {
      await round.open(plan);
      for (let count = 0; count < 2; count += 1) {
        await round.ask(plan, signal);
        await pause(this.options.listenMs / 2, undefined, { signal }).catch(() => signal.throwIfAborted());
      }
      return round.tally;
    } finally {
      await round.close();
    }
  }
}

class DiscoveryRound {
  readonly tally: DiscoveryTally = {
    sent: 0,
    unsent: 0,
    answers: 0,
    garbled: 0,
    notOurs: 0,
    overLimit: 0,
    unopened: [],
  };
  private readonly gate = new AnswerGate(() => performance.now());
  private readonly messageIds = new Set<string>();
  private readonly answered = new Set<string>();
  private readonly links = new Map<ProbeInterface, ProbeSocket>();
  private readonly byFamily = new Map<'ipv4' | 'ipv6', ProbeSocket>();

  constructor(
    private readonly options: WsDiscoveryOptions,
    private readonly onAnswer: (answer: ProbeAnswer) => void,
  ) {}

  async open({ interfaces, hosts }: DiscoveryPlan): Promise<void> {
    for (const one of interfaces) {
      const socket = await this.opened(one.name, () =>
        ProbeSocket.forInterface(one, this.options.sourcePort, this.receive),
      );
      if (socket !== null) this.links.set(one, socket);
    }
    for (const family of new Set(hosts.map(familyOf))) {
      const socket = await this.opened(family, () =>
        ProbeSocket.forHosts(family, this.options.sourcePort, this.receive),
      );
      if (socket !== null) this.byFamily.set(family, socket);
    }
  }

  async ask({ hosts, perSecond }: DiscoveryPlan, signal: AbortSignal): Promise<void> {
    const startedAtMs = performance.now();
    let count = 0;
    for (const variant of PROBE_VARIANTS) {
      // One message to all: a device that hears it on two cards answers once.
      const probe = this.probe(variant);
      for (const [link, socket] of this.links)
        this.note(await socket.sendToGroup(probe, link.family, this.port));
      for (const host of hosts) {
        if (this.answered.has(host)) continue;
        const dueMs = startedAtMs + (count * 1_000) / perSecond;
        count += 1;
        await until(dueMs, signal);
        const socket = this.byFamily.get(familyOf(host));
        if (socket !== undefined) this.note(await socket.send(probe, host, this.port));
      }
    }
  }

  async close(): Promise<void> {
    const sockets = [...this.links.values(), ...this.byFamily.values()];
    await Promise.all(sockets.map((socket) => socket.close()));
  }

  private get port(): number {
    return this.options.port ?? DISCOVERY_PORT;
  }

  private readonly receive: Receive = (datagram, { address, port }) => {
    const sender = address.replace(/%.*$/, '');
    if (!this.gate.admit(sender)) return void (this.tally.overLimit += 1);
    const reading = readAnswer(datagram, this.messageIds);
    if (reading.ok) {
      this.tally.answers += 1;
      this.answered.add(sender);
      this.onAnswer({ from: { address: sender, port }, matches: reading.matches });
    } else if (reading.refusal === 'not-ours') this.tally.notOurs += 1;
    else this.tally.garbled += 1;
  };

  private probe(variant: (typeof PROBE_VARIANTS)[number]): string {
    const messageId = randomUUID();
    this.messageIds.add(messageId);
    return probeEnvelope(variant, messageId);
  }

  private async opened(label: string, open: () => Promise<ProbeSocket>): Promise<ProbeSocket | null> {
    try {
      return await open();
    } catch (cause) {
      this.tally.unopened.push(`${label}: ${(cause as Error).message}`);
      return null;
    }
  }

  private note(isSent: boolean): void {
    if (isSent) this.tally.sent += 1;
    else this.tally.unsent += 1;
  }
}

function familyOf(host: string): 'ipv4' | 'ipv6' {
  return isIPv6(host) ? 'ipv6' : 'ipv4';
}

/** Waits only where it is early; a late one goes at once, so the average holds. */
async function until(dueMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const waitMs = dueMs - performance.now();
  if (waitMs > 1) await pause(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}
