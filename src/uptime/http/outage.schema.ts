import { z } from 'zod';
import { pageQuery } from '../../platform/entry-request.schema.js';
import { lineText } from './maintenance.schema.js';
import { idSchema } from './uptime.schema.js';

/** In a query everything is text. */
const isOpen = z
  .enum(['true', 'false'], 'must be true or false')
  .transform((text) => text === 'true')
  .optional()
  .describe('true for those that last, false for those that are over; both when left out.');
const villageId = idSchema.optional().describe('Only those of cameras of this village.');

export const outagesQuerySchema = z.strictObject({
  ...pageQuery,
  villageId,
  cameraId: idSchema.optional().describe('Only those of this camera.'),
  incidentId: idSchema.optional().describe('Only those of this incident.'),
  isOpen,
});

export const incidentsQuerySchema = z.strictObject({ ...pageQuery, villageId, isOpen });

export const acknowledgementSchema = z
  .strictObject({
    note: lineText(500)
      .nullable()
      .default(null)
      .describe('What will be done about it, up to 500 characters.'),
  })
  .default({ note: null });
