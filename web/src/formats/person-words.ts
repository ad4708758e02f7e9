import { i18n } from '../locales/index.ts';

const { t } = i18n.global;

/** Names that the service itself gives to whoever is no user. */
const NO_USERS: Readonly<Record<string, string>> = {
  'admin-token': 'frame.nobodys.adminToken',
  system: 'frame.nobodys.system',
  nobody: 'frame.nobodys.nobody',
};

/** Who did something, by name; no user, in words. */
export function personWords(name: string): string {
  const key = Object.hasOwn(NO_USERS, name) ? NO_USERS[name] : undefined;
  return key === undefined ? name : t(key);
}
