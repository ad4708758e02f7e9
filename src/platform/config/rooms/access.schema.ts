import { z } from 'zod';

export const accessSchema = z.strictObject({
  sessionIdleHours: z.number().min(0.1).max(720).describe('A session ends when it was not used for so long.'),
  sessionMaxDays: z
    .number()
    .min(0.1)
    .max(365)
    .describe('A session ends this long after its login, used or not.'),
  secureCookie: z
    .enum(['auto', 'always', 'never'])
    .describe('Whether browsers send the session over HTTPS alone; `auto` where the login came over HTTPS.'),
  minPasswordLength: z.number().int().min(8).max(64).describe('Characters of a password, at least.'),
  attemptsByAccount: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .describe('Wrong passwords for one account before the next has to wait.'),
  attemptsByAddress: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .describe('Wrong passwords from one address before the next has to wait.'),
});

export const oidcSchema = z
  .strictObject({
    issuer: z
      .url({ protocol: /^https?$/, error: 'must be the URL of the provider' })
      .refine(isSafeIssuer, 'must begin with https://, unless the provider is on this machine')
      .nullable()
      .describe('OpenID Connect provider that people may sign in with; null for none.'),
    clientId: z.string().min(1).nullable().describe('As which the provider knows this service.'),
    clientSecret: z.string().min(1).nullable().describe('Null for a public client.'),
    callbackUrl: z
      .url({ protocol: /^https?$/, error: 'must be a URL' })
      .nullable()
      .describe('This service as browsers reach it, with /api/v1/sessions/oidc/callback.'),
    nameClaim: z.string().min(1).describe('The claim that holds the user name here.'),
  })
  .refine(
    ({ issuer, clientId, callbackUrl }) => issuer === null || (clientId !== null && callbackUrl !== null),
    'needs clientId and callbackUrl beside the issuer',
  );

/** What the provider says is believed: on the way it must be safe from others. */
function isSafeIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || hostname === 'localhost' || /^127\.|^\[::1\]$/.test(hostname);
}
