import { z } from 'zod';
import { SEARCH_STATUSES } from '../domain/search.js';
import { pageQuery, reference } from './shared.schema.js';

const MAX_HOSTS = 10_000;
const LOCAL_ZONE_ID = '00000000-0000-7000-8000-000000000001';

const host = z.union([z.ipv4(), z.ipv6()], 'must be an IP address');
const network = z.union([z.cidrv4(), z.cidrv6()], 'must be a network in CIDR form, as 10.20.0.0/24');
const port = z.number().int().min(1).max(65_535);

export const searchSchema = z.strictObject({
  zoneId: reference('zone')
    .describe('Id of the zone whose allowed networks are searched; the zone `local` where it is not given.')
    .default(LOCAL_ZONE_ID),
  interfaces: z
    .array(z.string().min(1).max(64))
    .max(32)
    .describe(
      'Network cards of this machine on which everybody is asked by multicast, as `eth0`; at most 32.',
    )
    .default([]),
  withIpv6: z.boolean().describe('Asks over IPv6 (ff02::c) on those cards, too.').default(false),
  hosts: z
    .array(host)
    .max(MAX_HOSTS)
    .describe(`IP addresses that are asked one by one over WS-Discovery; at most ${MAX_HOSTS}.`)
    .default([]),
  ranges: z
    .array(network)
    .max(256)
    .describe('Networks in CIDR form whose every address is tried; at most 256.')
    .default([]),
  ports: z
    .array(port)
    .min(1, 'name at least one port')
    .max(16)
    .transform((ports) => [...new Set(ports)])
    .describe('Ports that are tried at every address of the ranges, 1…65535; at most 16.')
    .default([80]),
  perSecond: z
    .number()
    .int()
    .min(1)
    .max(2_000)
    .describe('New connections, and datagrams to single hosts, a second, 1…2000.')
    .default(100),
  credentialIds: z
    .array(reference('credential'))
    .max(8)
    .transform((ids) => [...new Set(ids)])
    .describe(
      'Credentials that are tried in this order on what is found, at most 8; a device that refuses one is asked no ' +
        'further in this search. Empty: nobody logs in anywhere.',
    )
    .default([]),
});

export const searchListQuerySchema = z.strictObject({
  ...pageQuery,
  zoneId: reference('zone').optional(),
  status: z.enum(SEARCH_STATUSES).describe('How it stands.').optional(),
});
