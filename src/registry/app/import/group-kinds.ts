import type { Programme, Village } from '../../domain/groups.js';
import { CREDENTIAL_COLUMNS, PROGRAMME_COLUMNS, VILLAGE_COLUMNS } from '../../domain/import/group-columns.js';
import { type Refusal, refusal } from '../../../kernel/sheet/refusal.js';
import type { CredentialRow } from '../../store/rows.js';
import type { Seal } from '../../../platform/key/seal.js';
import type { GroupKind, GroupRow } from './group-planner.js';

type Values = Readonly<Record<string, unknown>>;

const NEVER = { createdAt: 0, updatedAt: 0 };

const missing = (field: string, zh: string, en: string): readonly [string, Refusal] => [
  field,
  refusal(`missing-${field}`, [`缺少${zh}`, `the ${en} is missing`], [`填写${zh}`, `write the ${en}`]),
];

const byName = <R extends GroupRow>({ name }: Values, standing: readonly R[]): readonly R[] =>
  standing.filter((row) => row.name === name);

/** `isBoundary` says whether a geometry keeps the rules of a boundary: its rings close, and so on. */
export function villageKind(isBoundary: (geometry: unknown) => boolean): GroupKind<Village> {
  return {
    columns: VILLAGE_COLUMNS,
    candidates(values, standing) {
      const byCode =
        values['code'] === undefined ? [] : standing.filter(({ code }) => code === values['code']);
      // A village of the same name and another code is another village: 西安村 is in more than one town.
      return byCode.length > 0
        ? byCode
        : byName(values, standing).filter(({ code }) => code === null || values['code'] === undefined);
    },
    entry(values, before, id) {
      const name = (values['name'] ?? before?.name) as string | undefined;
      if (name === undefined) return [missing('name', '名称', 'name')];
      if (values['boundary'] !== undefined && !isBoundary(values['boundary'])) return [badBoundary()];
      return {
        ...(before ?? NEVER),
        id,
        name,
        code: (values['code'] ?? before?.code ?? null) as string | null,
        kind: (values['kind'] ??
          before?.kind ??
          (name.endsWith('社区') ? 'community' : 'village')) as Village['kind'],
        boundary: (values['boundary'] ?? before?.boundary ?? null) as object | null,
        isDemonstration: (values['isDemonstration'] ?? before?.isDemonstration ?? false) as boolean,
      } as Village;
    },
    shown: ({ name, code, kind, boundary, isDemonstration }) => ({
      name,
      code,
      kind,
      boundary,
      isDemonstration,
    }),
  };
}

function badBoundary(): readonly [string, Refusal] {
  const mend = [
    '首尾相同的闭合环，每环至少4点，WGS 84，经度在前',
    'rings of at least four points that end where they begin, WGS 84, longitude first',
  ] as const;
  return [
    'boundary',
    refusal(
      'invalid-boundary',
      ['边界不是有效的 GeoJSON 面', 'the boundary is no valid GeoJSON polygon'],
      mend,
    ),
  ];
}

export const PROGRAMME_KIND: GroupKind<Programme> = {
  columns: PROGRAMME_COLUMNS,
  candidates: byName,
  entry(values, before, id) {
    if (values['name'] === undefined) return [missing('name', '名称', 'name')];
    const interval = (field: 'heartbeatIntervalS' | 'frameIntervalS' | 'factsIntervalS'): number | null =>
      (values[field] ?? before?.[field] ?? null) as number | null;
    return {
      ...(before ?? NEVER),
      id,
      name: values['name'] as string,
      heartbeatIntervalS: interval('heartbeatIntervalS'),
      frameIntervalS: interval('frameIntervalS'),
      factsIntervalS: interval('factsIntervalS'),
    } as Programme;
  },
  shown: ({ name, heartbeatIntervalS, frameIntervalS, factsIntervalS }) => ({
    name,
    heartbeatIntervalS,
    frameIntervalS,
    factsIntervalS,
  }),
};

/** A password that is the one sealed already changes nothing; what is shown of it is only that it changed. */
export function credentialKind(seal: Seal): GroupKind<CredentialRow> {
  return {
    columns: CREDENTIAL_COLUMNS,
    candidates: byName,
    entry(values, before, id) {
      const username = (values['username'] ?? before?.username) as string | undefined;
      const password = values['password'] as string | undefined;
      if (values['name'] === undefined) return [missing('name', '名称', 'name')];
      if (username === undefined) return [missing('username', '用户名', 'user name')];
      if (before === null && password === undefined) return [missing('password', '密码', 'password')];
      const isSame = before !== null && (password === undefined || seal.open(id, before.sealed) === password);
      const sealed = isSame ? before.sealed : seal.seal(id, password!);
      const isNewLogin = !isSame || before.username !== username;
      const version = before === null ? 1 : before.version + (isNewLogin ? 1 : 0);
      return {
        ...(before ?? NEVER),
        id,
        name: values['name'] as string,
        username,
        sealed,
        version,
      } as CredentialRow;
    },
    shown: ({ name, username, version }) => ({ name, username, loginVersion: version }),
  };
}
