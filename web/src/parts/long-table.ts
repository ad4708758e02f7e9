import type { VNodeChild } from 'vue';

/** One column of a long table; `draw` is called for the few rows that are in sight. */
export interface LongColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly widthPx: number;
  readonly draw: (row: Row) => VNodeChild;
}
