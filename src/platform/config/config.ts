import type { ConfigValues } from './config.schema.js';

/** The settings of this process, read once at the start. A class, so that it is its own injection token. */
export class Config implements ConfigValues {
  declare readonly role: ConfigValues['role'];
  declare readonly dataDir: string;
  declare readonly secretKey: string | null;
  declare readonly oldSecretKey: string | null;
  declare readonly bootstrapToken: string | null;
  declare readonly ffmpegPath: string | null;
  declare readonly timeZone: string;
  declare readonly townName: string;
  declare readonly language: ConfigValues['language'];
  declare readonly http: ConfigValues['http'];
  declare readonly database: ConfigValues['database'];
  declare readonly replica: ConfigValues['replica'];
  declare readonly queue: ConfigValues['queue'];
  declare readonly prober: ConfigValues['prober'];
  declare readonly log: ConfigValues['log'];
  declare readonly access: ConfigValues['access'];
  declare readonly oidc: ConfigValues['oidc'];
  declare readonly metrics: ConfigValues['metrics'];
  declare readonly quality: ConfigValues['quality'];
  declare readonly probing: ConfigValues['probing'];
  declare readonly pictures: ConfigValues['pictures'];
  declare readonly discovery: ConfigValues['discovery'];
  declare readonly frames: ConfigValues['frames'];
  declare readonly live: ConfigValues['live'];
  declare readonly imports: ConfigValues['imports'];
  declare readonly uptime: ConfigValues['uptime'];
  declare readonly coverage: ConfigValues['coverage'];
  declare readonly notify: ConfigValues['notify'];
  declare readonly dispatch: ConfigValues['dispatch'];
  declare readonly funding: ConfigValues['funding'];
  declare readonly board: ConfigValues['board'];
  declare readonly map: ConfigValues['map'];

  constructor(values: ConfigValues) {
    Object.assign(this, values);
  }
}
