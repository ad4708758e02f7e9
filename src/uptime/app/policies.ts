import { SECOND_MS } from '../../kernel/instant.js';
import type { Config } from '../../platform/config/config.js';
import type { GroupingPolicy } from '../domain/group-falls.js';
import type { DampingPolicy } from '../domain/outage.js';

type Settings = Pick<Config, 'uptime'>;

export function dampingOf({ uptime }: Settings): DampingPolicy {
  return {
    closeAfterLiveMs: uptime.closeAfterLiveS * SECOND_MS,
    flapCloseAfterLiveMs: uptime.flapCloseAfterLiveS * SECOND_MS,
    flapFalls: uptime.flapFalls,
    flapWindowMs: uptime.flapWindowS * SECOND_MS,
  };
}

export function groupingOf({ uptime }: Settings): GroupingPolicy {
  return {
    minCameras: uptime.incidentMinCameras,
    share: uptime.incidentShare,
    togetherMs: uptime.incidentTogetherS * SECOND_MS,
    manyWithinMinute: uptime.manyWithinMinute,
  };
}
