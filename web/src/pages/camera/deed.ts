import { useQueryClient } from '@tanstack/vue-query';
import { ref } from 'vue';

/** Does one thing at a time; what it changed is asked again, and what went wrong stays to be shown. */
export function useDeed(...touched: readonly (readonly string[])[]) {
  const queryClient = useQueryClient();
  const isBusy = ref(false);
  const problem = ref<unknown>(null);

  async function run(deed: () => Promise<unknown>): Promise<boolean> {
    [isBusy.value, problem.value] = [true, null];
    try {
      await deed();
      return true;
    } catch (cause) {
      problem.value = cause;
      return false;
    } finally {
      isBusy.value = false;
      for (const queryKey of touched) void queryClient.invalidateQueries({ queryKey });
    }
  }

  return { run, isBusy, problem };
}
