import type { components, paths } from '../../api/schema.d.ts';

type Answer<P extends keyof paths, M extends 'get' | 'post'> = paths[P][M] extends {
  responses: { 200: { content: { 'application/json': infer A } } };
}
  ? A
  : never;

export type Status = components['schemas']['Status'];
export type ChangeBody =
  paths['/api/v1/coverage/what-if']['post']['requestBody']['content']['application/json']['changes'][number];
export type ChangeOf<K extends ChangeBody['kind']> = Extract<ChangeBody, { readonly kind: K }>;
export type Kind = ChangeBody['kind'];
export type Effect = Answer<'/api/v1/coverage/what-if', 'post'>;
export type Coverage = Exclude<Answer<'/api/v1/coverage', 'get'>, string>;
export type SeenPlace = Answer<'/api/v1/coverage/places', 'get'>['items'][number];
export type SuggestionsBody =
  paths['/api/v1/coverage/suggestions']['post']['requestBody']['content']['application/json'];
export type Suggestions = Answer<'/api/v1/coverage/suggestions', 'post'>;
export type Repairs = Answer<'/api/v1/coverage/repairs', 'get'>;
export type WeakPoint = Answer<'/api/v1/coverage/weak-points', 'get'>['items'][number];
export type PlanLine = Answer<'/api/v1/plans', 'get'>['items'][number];
export type Plan = Answer<'/api/v1/plans/{id}', 'get'>;
export type PlanResult = Answer<'/api/v1/plans/{id}/result', 'get'>;
export type Comparison = Answer<'/api/v1/plans/{id}/comparison', 'get'>;
export type PlaceDifference = Effect['places'][number];

export const STATUSES = ['covered', 'fragile', 'dark', 'uncovered'] as const satisfies readonly Status[];
export const TYPES = ['3', '2', '1', '4', '5', '99'] as const;
