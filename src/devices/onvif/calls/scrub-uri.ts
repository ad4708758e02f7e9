import { splitDeviceUri } from '../../wire/device-uri.js';

/** `user=admin_password=secret_channel=1` of XM boards (XM530), and the same as a query. */
const PARAMETER =
  /((?:^|[^a-z])(?:user(?:name)?|usr|pass(?:word|wd)?|pwd|psw)=)(.*?)(?=_[a-z]+=|[&/?;#]|$)/gi;

const MASK = '***';

export interface ScrubbedUri {
  readonly text: string;
  readonly hadCredentials: boolean;
}

/** Takes user names and passwords out of an address. `secrets`: passwords we know, wherever they stand in it. */
export function scrubUri(text: string, secrets: readonly string[]): ScrubbedUri {
  const uri = splitDeviceUri(text);
  if (uri === null) return { text: text.includes('@') ? MASK : mask(text, secrets), hadCredentials: false };
  const scrubbed = mask(uri.withoutUserinfo, secrets);
  return { text: scrubbed, hadCredentials: scrubbed !== text };
}

function mask(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return forms.reduce(
    (masked, form) => masked.replaceAll(form, MASK),
    text.slice(0, 4_096).replaceAll(PARAMETER, `$1${MASK}`),
  );
}
