import { h, type VNodeChild } from 'vue';
import { RouterLink } from 'vue-router';
import type { useGroups } from '../../api/groups.ts';
import { i18n } from '../../locales/index.ts';
import type { LongColumn } from '../../parts/long-table.ts';
import StateMark from '../../parts/state-mark.vue';
import type { Row } from './use-rows.ts';

/** The columns of the register. */
export function tableColumns(groups: ReturnType<typeof useGroups>): readonly LongColumn<Row>[] {
  const { t } = i18n.global;
  const field = (key: string, widthPx: number, draw: (row: Row) => VNodeChild): LongColumn<Row> => ({
    key,
    widthPx,
    title: t(`fields.${key}`),
    draw,
  });
  return [
    {
      key: 'state',
      widthPx: 95,
      title: t('register.state'),
      draw: ({ state }) => (state === null ? '—' : h(StateMark, { state })),
    },
    field('name', 210, ({ id, name }) => h(RouterLink, { to: `/register/cameras/${id}` }, () => name)),
    field('villageId', 120, ({ villageId }) => groups.nameOf(villageId)),
    field('programmeId', 110, ({ programmeId }) => groups.nameOf(programmeId)),
    field('network.host', 130, ({ host }) => host),
    field('register.vendorCode', 100, ({ vendorCode }) =>
      vendorCode === null ? '' : t(`codes.vendor.${vendorCode}`),
    ),
    field('register.model', 150, ({ model }) => model),
    field('lifecycle', 85, ({ lifecycle }) => t(`register.lifecycles.${lifecycle}`)),
    field('position', 70, ({ hasPosition }) => t(`register.positions.${hasPosition}`)),
    field('register.installAddress', 200, ({ address }) => address),
  ];
}
