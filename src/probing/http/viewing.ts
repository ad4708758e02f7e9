import { z } from 'zod';
import type { Role } from '../../access/index.js';

export const idSchema = z.uuid('must be an id');

/** Who may look at pictures: those who mend cameras. */
export const VIEWING_ROLES = ['admin', 'technician'] as const satisfies readonly Role[];

/** 国令第799号, art. 16: each viewing is logged with its reason. */
export const viewingReason = z
  .string('must say in 5 to 200 characters why it is looked at')
  .trim()
  .min(5, 'must say in 5 to 200 characters why it is looked at')
  .max(200, 'must say in 5 to 200 characters why it is looked at')
  .describe('Why it is looked at, 5 to 200 characters; kept with the record of the view.');
