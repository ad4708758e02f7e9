import type { Fault } from '../../kernel/fault.js';
import type { ServiceAddress } from '../domain/choose-address.js';
import type { SelfDescription } from '../domain/sighting.js';

/** What one attempt on a device brought; wall time in milliseconds. Ports reject only with an abort signal's reason. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T; readonly tookMs: number }
  | { readonly ok: false; readonly fault: Fault; readonly tookMs: number };

/** A secret. Null where a device is asked without one. */
export type Login = { readonly username: string; readonly password: string } | null;

export interface AnsweredEndpoint {
  readonly endpoint: string;
  readonly claimed: readonly ServiceAddress[];
  readonly said: SelfDescription;
}

/** One datagram's worth of devices. */
export interface Answer {
  readonly from: string;
  readonly endpoints: readonly AnsweredEndpoint[];
}

export interface Asking {
  /** Names of cards; empty for no multicast. */
  readonly interfaces: readonly string[];
  readonly withIpv6: boolean;
  /** IP literals. */
  readonly hosts: readonly string[];
  /** Datagrams a second. */
  readonly perSecond: number;
}

/** What came of asking, in numbers; `unopened` says on which cards nothing could be asked, and why. */
export interface AskingTally {
  readonly sent: number;
  readonly unsent: number;
  readonly answers: number;
  readonly garbled: number;
  readonly notOurs: number;
  readonly overLimit: number;
  readonly unopened: readonly string[];
}

export abstract class AskingPort {
  /** Cards of this machine that can be asked on, by name. */
  abstract interfaces(): readonly string[];
  abstract ask(asking: Asking, onAnswer: (answer: Answer) => void, signal: AbortSignal): Promise<AskingTally>;
}

/** What ONVIF says to a stranger. */
export interface Greeting {
  /** Device minus ours, milliseconds; null where it wants a login even for its clock. */
  readonly clockOffsetMs: number | null;
}

export interface DeviceFacts {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
}

export interface Profile {
  readonly name: string;
  readonly encoding: string | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
}

export interface StreamAddress {
  readonly port: number;
  readonly path: string;
  readonly tls: boolean;
  /** Some devices carry the password in the path: such a one is never written down. */
  readonly isSecret: boolean;
  /** As the device wrote it, without credentials. */
  readonly original: string;
}

/** How a device took our login, over whatever protocol. */
export interface LoginUse {
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
}

export interface Interview extends LoginUse {
  readonly facts: Attempt<DeviceFacts>;
  readonly profiles: readonly Profile[];
  /** Null where the facts were refused for the login: nothing more is asked then. */
  readonly stream: Attempt<StreamAddress> | null;
}

export interface Picture {
  readonly codec: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Look extends LoginUse {
  readonly frame: Attempt<Picture>;
}

export abstract class DevicePort {
  /** The unauthenticated clock call, over one connection. Null where no ONVIF service answers. */
  abstract greet(address: ServiceAddress, signal: AbortSignal): Promise<Attempt<Greeting>>;
  /** Facts, profiles and the stream's address, with at most one rejected login. */
  abstract interview(address: ServiceAddress, login: Login, signal: AbortSignal): Promise<Interview>;
  /** One decoded frame, with at most one rejected login. */
  abstract look(host: string, stream: StreamAddress, login: Login, signal: AbortSignal): Promise<Look>;
}
