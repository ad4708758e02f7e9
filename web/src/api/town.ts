import { reactive } from 'vue';
import { api, told } from './client.ts';

/** What pages know of the town before anybody signs in. */
export const town = reactive({
  townName: '',
  timeZone: 'Asia/Shanghai',
  isDemonstration: false,
  /** Nobody can sign in yet. */
  isFirstRun: false,
});

let asked: Promise<void> | null = null;

/** Asks once; where nothing answers, the page says so itself, and the next page asks again. */
export function readTown(): Promise<void> {
  asked ??= told(api.GET('/api/v1/board/welcome')).then(
    ({ townName, timeZone, isDemonstration, isFirstRun }) =>
      void Object.assign(town, { townName, timeZone, isDemonstration, isFirstRun }),
    () => {
      asked = null;
    },
  );
  return asked;
}
