import { DEVICE, SCHEMA } from '../soap/namespaces.js';
import type { SoapCall } from '../soap/soap-call.js';
import { childrenNamed, descend, type XmlElement } from '../../wire/xml/xml-element.js';

export function scopesCall(path: string): SoapCall {
  return { namespace: DEVICE, operation: 'GetScopes', path, content: '', access: 'login' };
}

export function readScopesResponse(response: XmlElement): readonly string[] {
  return childrenNamed(response, DEVICE, 'Scopes')
    .map((scope) => descend(scope, SCHEMA, 'ScopeItem')?.text ?? '')
    .filter((item) => item !== '');
}
