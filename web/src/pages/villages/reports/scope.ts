import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { person } from '../../../api/session.ts';
import { today } from '../today.ts';

/** What a report is of: a village, a programme, or the town where neither is given. */
export interface Scope {
  readonly villageId?: string;
  readonly programmeId?: string;
}

/** A report as it is asked for. */
export interface ReportQuery extends Scope {
  /** A calendar year of the town; all years where it is left out. */
  readonly year?: number;
  /** As it would be posted now. */
  readonly posted?: 'true';
}

/** 0 for all years. */
export const ALL_YEARS = 0;

/** This year, and those that a town may still account for. */
export function yearsToChoose(): readonly number[] {
  const thisYear = Number(today().slice(0, 4));
  return Array.from({ length: 12 }, (_, back) => thisYear - back);
}

/** The report as a file, or as a page to print. */
export function reportFile({ posted, ...of }: ReportQuery, format: 'html' | 'xlsx' | 'csv'): string {
  const said = Object.entries({ ...of, posted, format }).filter(([, value]) => value !== undefined);
  return `/api/v1/fund-reports?${new URLSearchParams(said.map(([name, value]) => [name, String(value)]))}`;
}

/** What is looked at stands in the address: it can be sent to somebody, and is there again after signing in. */
export function useScope(yearAtFirst: number): {
  readonly scope: WritableComputedRef<Scope>;
  readonly year: WritableComputedRef<number>;
  readonly query: ComputedRef<ReportQuery>;
  /** Both at once: one change of the address. */
  readonly show: (scope: Scope, year: number) => void;
} {
  const route = useRoute();
  const router = useRouter();
  const said = (name: string): string | undefined => {
    const value = route.query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const scope = computed<Scope>({
    get: () => {
      const [villageId, programmeId] = [said('villageId'), said('programmeId')];
      if (villageId !== undefined) return { villageId };
      return programmeId === undefined ? ownScope() : { programmeId };
    },
    set: (to) => show(to, year.value),
  });
  const year = computed<number>({
    get: () => Number(said('year') ?? yearAtFirst),
    set: (to) => show(scope.value, to),
  });
  function show(to: Scope, ofYear: number): void {
    void router.replace({ query: { ...to, year: String(ofYear) } });
  }
  const query = computed(() => ({
    ...scope.value,
    ...(year.value === ALL_YEARS ? {} : { year: year.value }),
  }));
  return { scope, year, query, show };
}

/** The town, or the first village of who sees no more. */
function ownScope(): Scope {
  const [first] = person.value?.villageIds ?? [];
  return first === undefined ? {} : { villageId: first };
}
