import { z } from 'zod';
import type { CameraPatch } from '../app/camera-entry.js';
import { SHOWN_STATES } from '../../kernel/camera-state.js';
import { CODE_TABLES } from '../domain/code-tables.js';
import { type CameraFilter, NO_FILTER } from '../domain/camera-filter.js';
import { LIFECYCLES } from '../domain/camera.js';
import { LOCAL_ZONE_ID } from '../domain/groups.js';
import { withoutLogin } from '../../kernel/sheet/cell.js';
import { isPasswordHeader } from '../../kernel/sheet/recognise-headers.js';
import { registerPatchSchema, registerSchema } from './register.schema.js';
import { flagText, line, name, pageQuery, patchFields, reference } from './shared.schema.js';

const port = z.number().int().min(1).max(65_535);
const path = z
  .string()
  .regex(/^\/[^\s\p{Cc}\p{Cs}]*$/u, 'must begin with / and hold no blanks')
  .max(500, 'must be at most 500 characters');

const onvifSchema = z.strictObject({
  port: port.describe('ONVIF port, 1…65535, commonly 80.'),
  path: path.describe('Path of the device service.').default('/onvif/device_service'),
  tls: z.boolean().describe('True for HTTPS.').default(false),
});
const rtspSchema = z.strictObject({
  port: port.describe('RTSP port, 1…65535, commonly 554.'),
  path: path.describe('Path and query of the stream; shown as it is, so without user name and password.'),
  tls: z.boolean().describe('True for RTSPS.').default(false),
});

export const networkFields = {
  host: line(1, 255).describe('IPV4: IP address or host name, without scheme and port.'),
  mac: z
    .string()
    .regex(/^([0-9A-Fa-f]{2}[-:]?){5}[0-9A-Fa-f]{2}$/, 'must be six pairs of hexadecimal digits')
    .transform((mac) => mac.replaceAll(/[-:]/g, '').toUpperCase().match(/../g)!.join('-'))
    .nullable()
    .describe('MACDZ MAC地址, kept as XX-XX-XX-XX-XX-XX.')
    .default(null),
  onvif: onvifSchema
    .nullable()
    .describe('Null for a camera without ONVIF, which needs `rtsp`.')
    .default(null),
  rtsp: rtspSchema.nullable().describe('Null lets ONVIF name the stream.').default(null),
};

const positionSchema = z.strictObject({
  latitudeDeg: z
    .number()
    .min(-90, 'must be -90…90')
    .max(90, 'must be -90…90; longitude may stand in its place')
    .describe('WD 纬度, WGS 84, degrees, -90…90.'),
  longitudeDeg: z
    .number()
    .min(-180, 'must be -180…180')
    .max(180, 'must be -180…180')
    .describe('JD 经度, WGS 84, degrees, -180…180.'),
});

export const cameraFields = {
  name: name(100, 'SBMC 设备名称'),
  deviceCode: z
    .string('must be 20 digits, written as text')
    .regex(/^\d{20}$/, 'must be 20 digits, written as text')
    .nullable()
    .describe('SBBM 设备编码 (GB/T 28181), 20 digits as text; unique.')
    .default(null),
  villageId: reference('village'),
  programmeId: reference('programme').nullable().describe('Id of the programme, or null.').default(null),
  zoneId: reference('zone')
    .describe('Id of the zone from which the camera can be reached; the zone `local` where it is not given.')
    .default(LOCAL_ZONE_ID),
  credentialId: reference('credential')
    .nullable()
    .describe('Id of the credential; null for a camera that asks for none.')
    .default(null),
  lifecycle: z
    .enum(LIFECYCLES)
    .describe('SBZT 设备状态: what people say, never what probing saw; only in-service cameras are probed.')
    .default('in-service'),
  siteKind: name(50, 'Kind of the site, as 群众家门口, 沿街商铺, 物业小区, 城中村')
    .nullable()
    .describe('Kind of the site, as 群众家门口 or 沿街商铺, 1…50 characters, or null.')
    .default(null),
  isDemonstration: z.boolean().describe('True for made-up data.').default(false),
  position: positionSchema.nullable().describe('Where it hangs; null where not known.').default(null),
  customFields: z
    .record(
      name(50, 'Header').refine((header) => !isPasswordHeader(header), 'must not name a password'),
      line(0, 500)
        .trim()
        .transform((text) => withoutLogin(text)),
    )
    .refine((fields) => Object.keys(fields).length <= 50, 'must be at most 50 fields')
    .describe('Columns of a file that no other field takes, by their headers; at most 50; replaced whole.')
    .default({}),
};

export const cameraSchema = z.strictObject({
  ...cameraFields,
  network: z.strictObject(networkFields).describe('How it is reached.'),
  register: registerSchema,
});

/** `network` and `register` are merged field by field; `position`, `onvif` and `rtsp` come whole. */
export const cameraPatchSchema = z.strictObject({
  ...patchFields(cameraFields),
  network: z.strictObject(patchFields(networkFields)).describe('How it is reached.').optional(),
  register: registerPatchSchema.optional(),
}) as unknown as z.ZodType<CameraPatch>;

export const filterFields = {
  villageId: reference('village').optional(),
  programmeId: reference('programme').optional(),
  zoneId: reference('zone').optional(),
  lifecycle: z.enum(LIFECYCLES).describe('What people say of it.').optional(),
  credentialId: reference('credential').optional(),
  vendorCode: z
    .enum(Object.keys(CODE_TABLES.vendor), 'must be a code of 设备厂商')
    .describe('Code of the vendor 设备厂商.')
    .optional(),
  hasPosition: flagText('Whether its position is known.').optional(),
  state: z
    .enum(SHOWN_STATES)
    .describe('How it stands now; only cameras in service, and those in maintenance as that alone.')
    .optional(),
  q: line(1, 50)
    .describe(
      'Words, each part of the name, device code, address, village, vendor, model, MAC or host, or of the pinyin ' +
        'initials of one of them (`spc` finds 上坡村); 1…50 characters.',
    )
    .optional(),
};

export const cameraListQuerySchema = z.strictObject({
  ...pageQuery,
  ...filterFields,
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .describe('How many that fit are passed over, 0…1000000; for a table that is entered anywhere.'),
});

export const cameraCountQuerySchema = z.strictObject(filterFields);

/** The filter that a query means. */
export function filterOf({ q, ...given }: z.output<z.ZodObject<typeof filterFields>>): CameraFilter {
  const columns = Object.entries(given).filter(([key]) => key in NO_FILTER);
  return { ...NO_FILTER, ...Object.fromEntries(columns), words: q ?? null };
}
