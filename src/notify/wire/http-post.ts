import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import type { Authorities } from './authorities.js';
import { bareHost, refusalOfAddress, refusalOfUrl } from '../domain/receiver.js';

export interface HttpAnswer {
  readonly status: number;
  /** The beginning of it. */
  readonly text: string;
  /** As the receiver wishes it; null where it said nothing. */
  readonly retryAfterMs: number | null;
}

export interface PostRequest {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A receiver that the configuration does not allow. */
export class ReceiverRefused extends Error {}

/** Posts JSON: redirects are answers like any other, answers are bounded, and no name leads where no URL may. */
export class HttpPost {
  private readonly agent: Agent;

  constructor(
    private readonly trustedHosts: readonly string[],
    private readonly maxAnswerBytes: number,
    { ca }: Authorities,
  ) {
    const lookup = guardedLookup(trustedHosts);
    this.agent = new Agent({ connect: { lookup, ...(ca && { ca }) }, keepAliveTimeout: 10_000 });
  }

  async send({ url, body, headers = {} }: PostRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const refusal = refusalOfUrl(url, this.trustedHosts);
    if (refusal !== null) throw new ReceiverRefused(`its address ${refusal}`);
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'shouwang', ...headers },
      body,
      signal,
      dispatcher: this.agent,
    });
    return {
      status: answer.statusCode,
      text: await beginningOf(answer.body, this.maxAnswerBytes),
      retryAfterMs: retryAfterMs(answer.headers['retry-after']),
    };
  }

  /** What is under way breaks off. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

async function beginningOf(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
}

function retryAfterMs(header: string | string[] | undefined): number | null {
  const seconds = Number(header);
  return header === undefined || !Number.isFinite(seconds) || seconds < 0 ? null : seconds * 1_000;
}

/** Whoever owns a name decides where it leads, and may change it after it was entered: so each connection looks. */
export function guardedLookup(trustedHosts: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const addresses = found as LookupAddress[];
      const refusal = trustedHosts.includes(bareHost(hostname)) ? null : firstRefusal(addresses);
      if (refusal !== null) return callback(new ReceiverRefused(refusal), '', 0);
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first!.address, first!.family);
    });
  };
}

function firstRefusal(addresses: readonly LookupAddress[]): string | null {
  for (const { address } of addresses) {
    const refusal = isIP(address) === 0 ? 'is no address' : refusalOfAddress(address);
    if (refusal !== null) return `its name stands for ${address}, which ${refusal}`;
  }
  return null;
}
