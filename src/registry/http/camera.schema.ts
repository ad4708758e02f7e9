import { z } from 'zod';
import { CODE_TABLES } from '../domain/code-tables.js';
import { LIFECYCLES } from '../domain/camera.js';
import { LOCAL_ZONE_ID } from '../domain/groups.js';
import {
  REGISTER_COLUMNS,
  REGISTER_FIELDS,
  type RegisterColumn,
  type RegisterValues,
} from '../domain/register-columns.js';
import { idSchema, name, pageQuery } from './shared.schema.js';

const port = z.number().int().min(1).max(65_535);
const path = z
  .string()
  .max(500)
  .regex(/^\/\S*$/, 'must begin with / and hold no blanks');

const onvifSchema = z
  .strictObject({
    port: port.describe('ONVIF port, commonly 80.'),
    path: path.default('/onvif/device_service').describe('Path of the device service.'),
    tls: z.boolean().default(false).describe('HTTPS.'),
  })
  .nullable();
const rtspSchema = z
  .strictObject({
    port: port.describe('RTSP port, commonly 554.'),
    path: path.describe('Path and query of the stream, without user name and password.'),
    tls: z.boolean().default(false).describe('RTSPS.'),
  })
  .nullable();
const macSchema = z
  .string()
  .regex(/^([0-9A-Fa-f]{2}[-:]?){5}[0-9A-Fa-f]{2}$/, 'must be six pairs of hexadecimal digits')
  .transform((mac) => mac.replaceAll(/[-:]/g, '').toUpperCase().match(/../g)!.join('-'))
  .nullable();

const networkFields = {
  host: z.string().min(1).max(255).describe('IP address or host name; IPV4 of 一机一档.'),
  mac: macSchema.default(null).describe('MACDZ MAC地址; kept as XX-XX-XX-XX-XX-XX.'),
  onvif: onvifSchema.default(null).describe('Null for a camera without ONVIF.'),
  rtsp: rtspSchema.default(null).describe('Null lets ONVIF name the stream.'),
};

const positionSchema = z
  .strictObject({
    latitudeDeg: z.number().min(-90).max(90).describe('WD 纬度, WGS 84, degrees.'),
    longitudeDeg: z.number().min(-180).max(180).describe('JD 经度, WGS 84, degrees.'),
  })
  .nullable();

const registerFields = Object.fromEntries(REGISTER_FIELDS.map((field) => [field, registerField(field)]));
const NO_REGISTER = Object.fromEntries(
  REGISTER_FIELDS.map((field) => [field, null]),
) as unknown as RegisterValues;

const cameraFields = {
  name: name(100).describe('SBMC 设备名称.'),
  deviceCode: z
    .string()
    .regex(/^\d{20}$/, 'must be 20 digits, written as text')
    .nullable()
    .default(null)
    .describe('SBBM 设备编码 (GB/T 28181), 20 digits; unique.'),
  villageId: idSchema,
  programmeId: idSchema.nullable().default(null),
  zoneId: z
    .string()
    .min(1)
    .max(36)
    .default(LOCAL_ZONE_ID)
    .describe('Network from which the camera can be reached.'),
  credentialId: idSchema.nullable().default(null),
  lifecycle: z
    .enum(LIFECYCLES)
    .default('in-service')
    .describe('SBZT 设备状态; only in-service cameras are probed.'),
  siteKind: z.string().trim().min(1).max(50).nullable().default(null).describe('群众家门口, 沿街商铺, …'),
  isDemonstration: z.boolean().default(false).describe('True for made-up data.'),
  position: positionSchema.default(null),
};

export const cameraSchema = z.strictObject({
  ...cameraFields,
  network: z.strictObject(networkFields),
  register: z
    .strictObject(
      Object.fromEntries(Object.entries(registerFields).map(([key, field]) => [key, field.default(null)])),
    )
    .default(NO_REGISTER as never)
    .transform((values) => values as unknown as RegisterValues),
});

/** Leaves out what stays. `network` and `register` are merged field by field; their `onvif` and `rtsp` come whole. */
export const cameraPatchSchema = z
  .strictObject({
    ...optional(cameraFields),
    network: z.strictObject(optional(networkFields)),
    register: z.strictObject(optional(registerFields)),
  })
  .partial() as unknown as z.ZodType<CameraPatch>;

type CameraInput = z.output<typeof cameraSchema>;
export type CameraPatch = Partial<Omit<CameraInput, 'network' | 'register'>> & {
  readonly network?: Partial<CameraInput['network']>;
  readonly register?: Partial<RegisterValues>;
};

export const cameraListQuerySchema = z.strictObject({
  ...pageQuery,
  villageId: idSchema.optional(),
  programmeId: idSchema.optional(),
  zoneId: z.string().max(36).optional(),
  lifecycle: z.enum(LIFECYCLES).optional(),
});

function optional<S extends Record<string, z.ZodType>>(fields: S): Record<keyof S, z.ZodType> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field).optional(),
    ]),
  ) as unknown as Record<keyof S, z.ZodType>;
}

function registerField(field: (typeof REGISTER_FIELDS)[number]): z.ZodNullable<z.ZodType> {
  const column: RegisterColumn = REGISTER_COLUMNS[field];
  const label = [column.pinyin, column.label].filter(Boolean).join(' ');
  return valueSchema(column).nullable().describe(`${label}.`);
}

function valueSchema(column: RegisterColumn): z.ZodType {
  switch (column.kind) {
    case 'text':
      return z.string().trim().max(column.maxLength);
    case 'number':
      return (column.isWhole ? z.number().int() : z.number()).min(column.min).max(column.max);
    case 'date':
      return z.iso.date();
    case 'flag':
      return z.boolean();
    case 'code':
      return z.enum(Object.keys(CODE_TABLES[column.table]));
    case 'codes':
      return z.array(z.enum(Object.keys(CODE_TABLES[column.table]))).max(10);
  }
}
