import type { Instant } from '../../kernel/instant.js';

/** `interrupted`: the service stopped while it ran. */
export const SEARCH_STATUSES = ['running', 'done', 'cancelled', 'failed', 'interrupted'] as const;
export type SearchStatus = (typeof SEARCH_STATUSES)[number];

/** What somebody asked for. */
export interface SearchRequest {
  readonly zoneId: string;
  /** Names of network cards on which everybody is asked by multicast. */
  readonly interfaces: readonly string[];
  readonly withIpv6: boolean;
  /** IP literals that are asked one by one. */
  readonly hosts: readonly string[];
  /** Networks in CIDR form whose every address is tried. */
  readonly ranges: readonly string[];
  /** Ports that are tried at every address of the ranges. */
  readonly ports: readonly number[];
  /** Connections, and datagrams to single hosts, a second. */
  readonly perSecond: number;
  /** Tried in this order on what is found; none: nobody logs in anywhere. */
  readonly credentialIds: readonly string[];
}

export const PHASES = ['asking', 'sweeping', 'greeting', 'interviewing', 'finished'] as const;

interface Steps {
  readonly done: number;
  readonly total: number;
}

/** How far a search is, and what it threw away. */
export interface SearchProgress {
  readonly phase: (typeof PHASES)[number];
  /** Devices found so far. */
  readonly found: number;
  /** Addresses and ports of the ranges. */
  readonly swept: Steps;
  readonly greeted: Steps;
  readonly interviewed: Steps;
  readonly frames: number;
  readonly rejectedLogins: number;
  readonly datagrams: {
    readonly sent: number;
    readonly unsent: number;
    readonly answers: number;
    readonly garbled: number;
    readonly notOurs: number;
    readonly overLimit: number;
  };
  /** Devices told of at addresses that may not be called or are somebody else's, or that did not answer there. */
  readonly refused: number;
  /** What could not be done, in sentences. */
  readonly warnings: readonly string[];
}

const NONE: Steps = { done: 0, total: 0 };

export const NO_PROGRESS: SearchProgress = {
  phase: 'asking',
  found: 0,
  swept: NONE,
  greeted: NONE,
  interviewed: NONE,
  frames: 0,
  rejectedLogins: 0,
  datagrams: { sent: 0, unsent: 0, answers: 0, garbled: 0, notOurs: 0, overLimit: 0 },
  refused: 0,
  warnings: [],
};

export interface Search {
  readonly id: string;
  readonly request: SearchRequest;
  readonly status: SearchStatus;
  readonly progress: SearchProgress;
  /** Who asked for it. */
  readonly startedBy: string;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  /** Why it failed, in a sentence; null otherwise. */
  readonly failure: string | null;
}
