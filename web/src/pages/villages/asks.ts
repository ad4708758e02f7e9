import { useQuery } from '@tanstack/vue-query';
import { computed, type MaybeRefOrGetter, reactive, toValue } from 'vue';
import { api, told } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import type { ExplainedReport, FundReport, Purchase, PurchaseState } from './answers.ts';
import type { ReportQuery, Scope } from './reports/scope.ts';

/** More than a town has of anything in years. */
const ALL = 1_000;

/** Everything of money lies under one key, so that whatever is written makes all of it be asked again. */
const MONEY = 'funding';

export function moneyHasMoved(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [MONEY] });
}

/** What came in, what is left, of every village that exists for whoever asks. */
export function useBalances() {
  return reactive(
    useQuery({ queryKey: [MONEY, 'balances'], queryFn: () => told(api.GET('/api/v1/balances')) }),
  );
}

/** Names of villages by their ids. */
export function useVillageNames() {
  const balances = useBalances();
  return (id: string): string =>
    balances.data?.items.find(({ villageId }) => villageId === id)?.village ?? '…';
}

export function useBalance(villageId: string) {
  const params = { path: { id: villageId } };
  const queryFn = () => told(api.GET('/api/v1/villages/{id}/balance', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'balance', villageId], queryFn }));
}

export function useReport(of: MaybeRefOrGetter<ReportQuery>) {
  const query = computed(() => toValue(of));
  const queryFn = async () =>
    (await told(api.GET('/api/v1/fund-reports', { params: { query: query.value } }))) as FundReport;
  return reactive(useQuery({ queryKey: [MONEY, 'report', query], queryFn }));
}

/** The same with what each of its numbers is counted from. */
export function useExplained(of: ReportQuery) {
  const query = { ...of, explain: 'true' } as const;
  const queryFn = async () =>
    (await told(api.GET('/api/v1/fund-reports', { params: { query } }))) as ExplainedReport;
  return reactive(useQuery({ queryKey: [MONEY, 'explained', of], queryFn }));
}

export function useAwards(villageId: string) {
  const params = { query: { villageId, limit: ALL } };
  const queryFn = () => told(api.GET('/api/v1/awards', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'awards', villageId], queryFn }));
}

export function usePurchases(villageId: string) {
  const params = { query: { villageId, limit: ALL } };
  const queryFn = () => told(api.GET('/api/v1/purchases', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'purchases', villageId], queryFn }));
}

const ON_THEIR_WAY: readonly PurchaseState[] = ['draft', 'returned', 'submitted', 'approved', 'publicised'];

/** A page of purchases in a state. */
function inState(state: PurchaseState) {
  return told(api.GET('/api/v1/purchases', { params: { query: { state, limit: ALL } } }));
}

async function onTheirWay(): Promise<readonly Purchase[]> {
  const pages = await Promise.all(ON_THEIR_WAY.map((state) => inState(state)));
  return pages.flatMap(({ items }) => items).toSorted((one, other) => (dueOf(one) < dueOf(other) ? -1 : 1));
}

function dueOf({ dueAt }: Purchase): string {
  return dueAt ?? '~';
}

/** Purchases that somebody has to take a step of, the most urgent first. */
export function useWaiting() {
  return reactive(useQuery({ queryKey: [MONEY, 'waiting'], queryFn: onTheirWay }));
}

/** With its ETag, so that nothing is done to a purchase that somebody changed meanwhile. */
export type TaggedPurchase = Purchase & { readonly etag: string };

export function usePurchase(id: string) {
  const params = { path: { id } };
  const queryFn = async (): Promise<TaggedPurchase> => {
    const { data, response } = await api.GET('/api/v1/purchases/{id}', { params });
    return { ...(data as Purchase), etag: response.headers.get('etag') ?? '*' };
  };
  return reactive(useQuery({ queryKey: [MONEY, 'purchase', id], queryFn }));
}

export function useSteps(id: string) {
  const params = { path: { id } };
  const queryFn = () => told(api.GET('/api/v1/purchases/{id}/steps', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'steps', id], queryFn }));
}

/** What it said before each correction. */
export function useVersions(id: string) {
  const params = { path: { id } };
  const queryFn = () => told(api.GET('/api/v1/purchases/{id}/versions', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'versions', id], queryFn }));
}

export function useAwardVersions(id: string) {
  const params = { path: { id } };
  const queryFn = () => told(api.GET('/api/v1/awards/{id}/versions', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'award-versions', id], queryFn }));
}

/** Days with a picture grow by themselves. */
export function useStanding(id: string) {
  const params = { path: { id } };
  const queryFn = () => told(api.GET('/api/v1/purchases/{id}/standing', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'standing', id], queryFn, refetchInterval: 30_000 }));
}

export function useAttachments(id: string) {
  const params = { path: { id } };
  const queryFn = () => told(api.GET('/api/v1/purchases/{id}/attachments', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'attachments', id], queryFn }));
}

export function useSuggestions(id: string) {
  const params = { path: { id } };
  const queryFn = () => told(api.GET('/api/v1/purchases/{id}/cameras/suggestions', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'suggestions', id], queryFn }));
}

export function useSuppliers() {
  return reactive(
    useQuery({ queryKey: [MONEY, 'suppliers'], queryFn: () => told(api.GET('/api/v1/suppliers')) }),
  );
}

export type WarrantyState = 'running' | 'failed' | 'ended';

/** Of all villages where none is given. */
export function useWarranties(state: MaybeRefOrGetter<WarrantyState>, villageId?: string) {
  const queryFn = () =>
    told(
      api.GET('/api/v1/warranties', { params: { query: { state: toValue(state), villageId, limit: ALL } } }),
    );
  return reactive(useQuery({ queryKey: [MONEY, 'warranties', state, villageId ?? null], queryFn }));
}

/** Newest first, of the cameras of a village. */
export function useOutages(villageId: string) {
  const params = { query: { villageId, limit: ALL } };
  const queryFn = () => told(api.GET('/api/v1/outages', { params }));
  return reactive(useQuery({ queryKey: [MONEY, 'outages', villageId], queryFn }));
}

/** Of the town, all that were posted of whatever. */
export function usePublications(scope: MaybeRefOrGetter<Scope>) {
  const of = computed(() => toValue(scope));
  const queryFn = () =>
    told(api.GET('/api/v1/publications', { params: { query: { ...of.value, limit: ALL } } }));
  return reactive(useQuery({ queryKey: [MONEY, 'publications', of], queryFn }));
}
