import type { Channel } from './channel.js';
import type { Notice } from './notice.js';

type Filter = Pick<Channel, 'villageId' | 'kinds' | 'levels' | 'isEscalation' | 'isPaused'>;

/**
 * Whether a channel gets a notice; `wasTold` says whether it got one of the same thread before. Whoever was told that
 * something broke is told that it is mended, whatever the level of that notice.
 */
export function isFor(channel: Filter, notice: Notice, wasTold: boolean): boolean {
  if (channel.isPaused) return false;
  if (channel.villageId !== null && channel.villageId !== notice.villageId) return false;
  if (channel.villageId === null && notice.isForVillageOnly === true) return false;
  if (channel.isEscalation) return notice.kind === 'escalated' || (notice.kind === 'recovered' && wasTold);
  if (!channel.kinds.includes(notice.kind)) return false;
  return channel.levels.includes(notice.level) || (notice.kind === 'recovered' && wasTold);
}
