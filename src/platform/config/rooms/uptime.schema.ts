import { z } from 'zod';

const share = z.number().min(0).max(1);

export const uptimeSchema = z.strictObject({
  missedHeartbeats: z
    .number()
    .int()
    .min(1)
    .max(100)
    .describe('Missed heartbeats in a row that confirm offline.'),
  failedFrames: z.number().int().min(1).max(100).describe('Failed frames in a row that confirm offline.'),
  keepMonths: z
    .number()
    .int()
    .min(2)
    .max(120)
    .describe('How long transitions are kept; days and outages stay.'),
  networkedTarget: share.describe('联网率 that the state asks for (发改高技[2015]996号), 0…1.'),
  intactTargetAreas: share.describe('完好率 that it asks for in key public areas, 0…1.'),
  intactTargetTrades: share.describe('完好率 that it asks for in key trades, 0…1.'),
  repeatedFaults: z
    .number()
    .int()
    .min(2)
    .max(1_000)
    .describe('So many outages of one camera in a month are a repeated fault.'),
  closeAfterLiveS: z
    .number()
    .min(0)
    .max(86_400)
    .describe('An outage closes when its camera was live for this long.'),
  flapFalls: z.number().int().min(2).max(100).describe('A camera that fell this often flaps …'),
  flapWindowS: z.number().min(1).max(604_800).describe('… if it did so within this.'),
  flapCloseAfterLiveS: z
    .number()
    .min(0)
    .max(604_800)
    .describe('The outage of a camera that flaps closes when it was live for this long.'),
  incidentGatherS: z
    .number()
    .min(0)
    .max(3_600)
    .describe('Falls are gathered for this long before it is weighed what they have in common.'),
  incidentTogetherS: z.number().min(1).max(86_400).describe('Cameras that fall within this fall together.'),
  incidentMinCameras: z
    .number()
    .int()
    .min(2)
    .max(1_000)
    .describe('So many cameras of a group are an incident, at least; two are of a pole.'),
  incidentShare: z.number().min(0.5).max(1).describe('"Nearly all" of a group: this share of it, 0.5…1.'),
  blindZoneMinCameras: z
    .number()
    .int()
    .min(3)
    .max(1_000)
    .describe('Of a zone with fewer cameras a blind prober cannot be told from dead cameras.'),
  blindZoneShare: z
    .number()
    .min(0.5)
    .max(1)
    .describe('A zone is blind when this share of it is silent at once, 0.5…1.'),
  manyWithinMinute: z
    .number()
    .int()
    .min(2)
    .max(10_000)
    .describe('More than this many within a minute are an incident, whatever they share.'),
});
