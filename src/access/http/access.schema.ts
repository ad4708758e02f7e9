import { z } from 'zod';
import { idSchema, pageQuery, reference } from '../../platform/entry-request.schema.js';
import { ROLES } from '../actor.js';
import { MAX_PASSWORD_LENGTH } from '../domain/password-rules.js';

export { idSchema };

export const pageQuerySchema = z.strictObject(pageQuery);

const userName = z
  .string()
  .trim()
  .normalize('NFKC')
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,49}$/u, 'must be 1…50 letters, digits or . _ @ -');
/** Any text for a login: what no account is called is simply wrong. */
const typedName = z.string().trim().normalize('NFKC').toLowerCase().max(200);
const typedPassword = z.string().max(1_000);
const newPassword = z.string().max(1_000).describe(`At most ${MAX_PASSWORD_LENGTH} characters. Write-only.`);

const role = z
  .enum(ROLES)
  .describe(
    '`admin`, `technician` 运维, `planner` 规划, `village` 村/社区, or `auditor`, who reads everything.',
  );
const villageIds = z
  .array(reference('village'))
  .max(500)
  .nullable()
  .describe('The villages whose rows exist for it, at most 500; null for all.');

export const userSchema = z.strictObject({
  name: userName.describe('User name, unique, 1…50 letters, digits or . _ @ -; kept in lower case.'),
  password: newPassword
    .nullable()
    .describe(
      'First password, which opens nothing but its own change; null for one who signs in elsewhere. Write-only.',
    ),
  role,
  villageIds: villageIds.default(null),
  isDisabled: z
    .boolean()
    .default(false)
    .describe('A disabled user can sign in no more, and their tokens rest.'),
});
export const userPatchSchema = z.strictObject({
  name: userSchema.shape.name.optional(),
  password: userSchema.shape.password.optional(),
  role: role.optional(),
  villageIds: villageIds.optional(),
  isDisabled: z.boolean().optional().describe('A disabled user can sign in no more, and their tokens rest.'),
});

export const firstRunSchema = z.strictObject({
  token: z.string().max(1_000).describe('The admin token. Write-only.'),
  username: userSchema.shape.name,
  password: newPassword,
});

export const loginSchema = z.strictObject({
  username: typedName.describe('User name, in any case.'),
  password: typedPassword.describe('Password.'),
});

export const passwordChangeSchema = z.strictObject({
  currentPassword: typedPassword.describe('The password that holds now.'),
  newPassword,
});

export const tokenSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\p{Cs}]{1,50}$/u, 'must be 1…50 characters')
    .describe('What the token is for, 1…50 characters.'),
  role: role.nullable().default(null).describe('What it may do; null for what its maker may.'),
  villageIds: villageIds.optional(),
  expiresAt: z.iso
    .datetime({ offset: true })
    .transform((text) => Date.parse(text))
    .nullable()
    .default(null)
    .describe('ISO 8601; null for one that does not expire.'),
});
