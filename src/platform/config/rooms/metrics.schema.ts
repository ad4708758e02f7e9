import { z } from 'zod';

const cidr = z.union([z.cidrv4(), z.cidrv6()], 'must be a network in CIDR form, as 10.20.0.0/16');

export const metricsSchema = z.strictObject({
  openTo: z.array(cidr).describe('Networks that read /metrics without a token.'),
  cameraStateLimit: z
    .number()
    .int()
    .min(0)
    .describe('shouwang_camera_state is left out above this many cameras.'),
});
