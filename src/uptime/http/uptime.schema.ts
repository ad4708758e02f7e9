import { z } from 'zod';
import { CAMERA_STATES } from '../../kernel/camera-state.js';
import { FAULT_CODES } from '../../kernel/fault.js';
import { DAY_MS, HOUR_MS } from '../../kernel/instant.js';

export const WINDOWS_MS = { '24h': 24 * HOUR_MS, '7d': 7 * DAY_MS, '30d': 30 * DAY_MS } as const;

export const uptimeQuerySchema = z.strictObject({
  by: z.enum(['camera', 'village', 'programme', 'town']).describe('What the seconds are summed by.'),
  window: z.enum(['24h', '7d', '30d']).default('24h').describe('The window that ends now.'),
  villageId: z.uuid().optional().describe('Only the cameras of this village.'),
});

export const statesQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.uuid('must be a nextCursor of an earlier page').optional(),
  villageId: z.uuid().optional(),
  programmeId: z.uuid().optional(),
  state: z.enum(CAMERA_STATES).optional(),
  fault: z.enum(FAULT_CODES as [string, ...string[]]).optional(),
});

const instantText = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const timelineQuerySchema = z.strictObject({
  from: instantText.optional().describe('ISO 8601; 30 days ago when left out.'),
  to: instantText.optional().describe('ISO 8601; now when left out.'),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
});

export const idSchema = z.uuid('must be an id');
