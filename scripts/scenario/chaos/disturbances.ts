import { Redis } from 'ioredis';
import type { Zone } from './cast.js';
import type { Ground } from './ground.js';
import { AWAY, CLOCK_OFF_S, PARTITION, PAUSE, PROBES_WHILE_CUT_OFF } from './plan.js';

export interface Disturbance {
  readonly what: string;
  /** Whose cameras fall and are mended meanwhile. */
  readonly zones: readonly Zone[];
  readonly length: typeof AWAY;
  /** Incidents of our own: one where nobody looked at a zone. */
  readonly blindnesses: number;
  /**
   * Whether the one login that another password gives may be lost, and is not sent again soon: who dies over one can tell nobody,
   * and where the queue goes away nobody may be told, or the job is lost that would have sent it.
   */
  readonly losesLogin: boolean;
  /** Whether a camera falls in the midst of it and is mended before it is over. */
  readonly hasBlinks: boolean;
  /** Whether what nobody heard meanwhile is told afterwards, those among it. */
  readonly isFilledIn: boolean;
  /** It strikes while a login of this zone is on its way that is going to be refused. */
  readonly amidLoginOf: Zone | null;
  strike(ground: Ground): Promise<unknown>;
  end(ground: Ground): Promise<unknown>;
}

const ALL: readonly Zone[] = ['A', 'B'];
const BLAMELESS = { blindnesses: 0, losesLogin: false, hasBlinks: false, isFilledIn: false };

export const DISTURBANCES: readonly Disturbance[] = [
  {
    what: 'kill -9 of a prober beside another',
    zones: ['A'],
    length: AWAY,
    ...BLAMELESS,
    losesLogin: true,
    amidLoginOf: 'A',
    strike: async (ground) => ground.prober('A1').kill(),
    end: (ground) => ground.prober('A1').start(),
  },
  {
    what: 'kill -9 of control',
    zones: ALL,
    length: AWAY,
    ...BLAMELESS,
    blindnesses: 1,
    amidLoginOf: 'A',
    strike: async (ground) => ground.control.kill(),
    end: (ground) => ground.control.start(),
  },
  {
    what: 'kill -9 of both probers of a zone',
    zones: ['A'],
    length: AWAY,
    ...BLAMELESS,
    blindnesses: 1,
    losesLogin: true,
    amidLoginOf: 'A',
    strike: (ground) => Promise.all([ground.prober('A1').kill(), ground.prober('A2').kill()]),
    end: (ground) => Promise.all([ground.prober('A1').start(), ground.prober('A2').start()]),
  },
  {
    what: 'PostgreSQL restarted',
    zones: ALL,
    length: AWAY,
    ...BLAMELESS,
    amidLoginOf: 'A',
    strike: async (ground) => ground.postgres.befall('stop'),
    end: (ground) => ground.postgres.befall('open'),
  },
  {
    what: 'PostgreSQL paused',
    zones: ALL,
    length: PAUSE,
    ...BLAMELESS,
    amidLoginOf: 'B',
    strike: async (ground) => ground.postgres.befall('pause'),
    end: (ground) => ground.postgres.befall('resume'),
  },
  {
    what: 'Redis restarted',
    zones: ALL,
    length: AWAY,
    ...BLAMELESS,
    blindnesses: 1,
    losesLogin: true,
    amidLoginOf: 'A',
    strike: async (ground) => ground.redis.stop(),
    end: (ground) => ground.redis.open(),
  },
  {
    what: 'Redis paused',
    zones: ALL,
    length: PAUSE,
    ...BLAMELESS,
    blindnesses: 1,
    losesLogin: true,
    amidLoginOf: 'A',
    strike: async (ground) => ground.redis.pause(),
    end: async (ground) => ground.redis.resume(),
  },
  {
    what: 'Redis emptied',
    zones: ALL,
    length: AWAY,
    ...BLAMELESS,
    losesLogin: true,
    amidLoginOf: 'A',
    strike: async (ground) => empty(ground.redis.url),
    end: async () => {},
  },
  {
    what: 'a zone cut off from the queue',
    zones: ['B'],
    length: PARTITION,
    ...BLAMELESS,
    blindnesses: 1,
    hasBlinks: true,
    isFilledIn: PROBES_WHILE_CUT_OFF,
    losesLogin: true,
    amidLoginOf: 'B',
    strike: async (ground) => ground.wire.silence(),
    end: async (ground) => ground.wire.speak(),
  },
  {
    what: `the clock of a prober ${CLOCK_OFF_S / 60} minutes ahead`,
    zones: ['A'],
    length: PAUSE,
    ...BLAMELESS,
    amidLoginOf: null,
    strike: async (ground) => ground.setClock(CLOCK_OFF_S),
    end: async (ground) => ground.setClock(0),
  },
];

async function empty(url: string): Promise<void> {
  const client = new Redis(url);
  await client.flushall();
  client.disconnect();
}
