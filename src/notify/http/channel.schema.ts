import { z } from 'zod';
import { pageQuery, plainText, reference } from '../../platform/entry-request.schema.js';
import { LANGUAGES } from '../domain/channel.js';
import { DELIVERY_STATES } from '../domain/delivery.js';
import { NOTICE_KINDS, NOTICE_LEVELS } from '../domain/notice.js';

const line = (max: number) =>
  plainText().trim().min(1, 'must not be empty').max(max, `must be at most ${max} characters`);
const url = line(2_000).describe('Address of the robot or receiver. Kept sealed; answers show its host.');
const secret = (what: string) => line(500).describe(`${what}. Kept sealed, and never shown.`);
const mailAddress = z.email('must be an e-mail address').max(254);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, as 22:00');
const some = <T extends readonly [string, ...string[]]>(values: T, label: string) =>
  z
    .array(z.enum(values))
    .min(1, 'name at least one')
    .transform((list) => values.filter((value): value is T[number] => list.includes(value as never)))
    .describe(label);

const targetSchema = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({
        kind: z.literal('dingtalk'),
        url,
        secret: secret('The secret that the robot shows beside its signature setting (加签)'),
      }),
      z.strictObject({ kind: z.literal('wecom'), url }),
      z.strictObject({
        kind: z.literal('feishu'),
        url,
        secret: secret('The secret that the robot shows beside its signature setting (签名校验)'),
      }),
      z.strictObject({
        kind: z.literal('webhook'),
        url,
        secret: secret('What requests are signed with, 16…500 characters').min(
          16,
          'must be at least 16 characters',
        ),
      }),
      z.strictObject({
        kind: z.literal('email'),
        host: line(253).toLowerCase().describe('Mail server.'),
        port: z
          .number()
          .int()
          .min(1)
          .max(65_535)
          .describe('Port of the mail server: 465 for tls, 587 for starttls.'),
        security: z
          .enum(['tls', 'starttls', 'none'])
          .describe('`none` only to hosts that the configuration trusts.'),
        username: line(254).nullable().default(null).describe('Login; null for none.'),
        password: secret('Password of the login')
          .nullable()
          .default(null)
          .describe(
            'Null keeps the one before, where host and user name stay. Kept sealed, and never shown.',
          ),
        from: mailAddress.describe('Sender.'),
        to: z.array(mailAddress).min(1, 'name at least one').max(50).describe('Recipients, at most 50.'),
      }),
    ],
    'must say which kind it is: dingtalk, wecom, feishu, webhook or email',
  )
  .describe('Where it goes.');

const quietHours = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .nullable()
  .describe('Local times between which routine notices wait and urgent ones go; null for none.');

const fields = {
  name: line(60).describe('Name, 1…60 characters; the only one of its name.'),
  target: targetSchema,
  villageId: reference('village').nullable().describe('Whose notices it gets; null for the whole town.'),
  kinds: some(NOTICE_KINDS, 'Kinds of notices it gets.'),
  levels: some(NOTICE_LEVELS, 'Levels of notices it gets.'),
  quietHours,
  language: z.enum(LANGUAGES).describe('Of its messages.'),
  isEscalation: z
    .boolean()
    .describe('Gets only what was escalated, and how that ends, of all kinds and levels.'),
  isPaused: z.boolean().describe('Gets nothing new and sends nothing.'),
};

export const channelSchema = z.strictObject({
  ...fields,
  villageId: fields.villageId.default(null),
  kinds: fields.kinds.default([...NOTICE_KINDS]),
  levels: fields.levels.default([...NOTICE_LEVELS]),
  quietHours: fields.quietHours.default(null),
  language: fields.language.default('zh'),
  isEscalation: fields.isEscalation.default(false),
  isPaused: fields.isPaused.default(false),
});

/** What is left out stays; a target is replaced whole. */
export const channelPatchSchema = z.strictObject(fields).partial();

export const channelListQuerySchema = z.strictObject(pageQuery);

export const deliveryListQuerySchema = z.strictObject({
  ...pageQuery,
  channelId: reference('channel').optional(),
  state: z.enum(DELIVERY_STATES).optional().describe('`dead` lists the dead letters.'),
});
