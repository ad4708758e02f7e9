import { computed, reactive, ref, shallowRef } from 'vue';
import type { Position } from '../../../map/position.ts';
import { drawn } from './drawn-sites.ts';
import { ringFault } from './ring.ts';

/** What the next click on the map puts there. */
export type Tool = 'camera' | 'site' | 'area';

/** What a planner is putting on the map, point by point; a camera is put once, sites until it is enough. */
export function useDrawing() {
  const tool = ref<Tool | null>(null);
  const corners = shallowRef<readonly Position[]>([]);
  const fault = computed(() => ringFault(corners.value));

  function take(next: Tool | null): void {
    tool.value = next;
    corners.value = [];
  }
  /** A site or a corner. */
  function put(at: Position): void {
    if (tool.value === 'site') drawn.addSites([at]);
    if (tool.value === 'area') corners.value = [...corners.value, at];
  }
  function back(): void {
    corners.value = corners.value.slice(0, -1);
  }
  function finish(): void {
    if (tool.value === 'area' && fault.value === null) drawn.addArea(corners.value);
    take(null);
  }
  return reactive({ tool, corners, fault, take, put, back, finish });
}

export type Drawing = ReturnType<typeof useDrawing>;
