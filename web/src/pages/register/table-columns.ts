import type { Column } from 'element-plus';
import { h } from 'vue';
import { RouterLink } from 'vue-router';
import type { useGroups } from '../../api/groups.ts';
import { i18n } from '../../locales/index.ts';
import StateMark from '../../parts/state-mark.vue';
import type { Row } from './use-rows.ts';
import type { CameraState } from './use-states.ts';

interface Known {
  readonly groups: ReturnType<typeof useGroups>;
  readonly stateOf: (id: string) => CameraState | undefined;
}

type Cell = { readonly rowData: Row };

/** The columns of the register, drawn anew for the few rows that are in sight. */
export function tableColumns({ groups, stateOf }: Known): Column<Row>[] {
  const { t } = i18n.global;
  const words = (key: string, width: number, text: (row: Row) => string | null): Column<Row> =>
    column(key, width, (row) => text(row) ?? '', t(`fields.${key}`));
  return [
    column(
      'state',
      80,
      ({ id }) => {
        const state = stateOf(id);
        return state === undefined ? '—' : h(StateMark, { state });
      },
      t('register.state'),
    ),
    column(
      'name',
      210,
      ({ id, name }) => h(RouterLink, { to: `/register/cameras/${id}` }, () => name),
      t('fields.name'),
    ),
    words('villageId', 120, ({ villageId }) => groups.nameOf(villageId)),
    words('programmeId', 110, ({ programmeId }) => groups.nameOf(programmeId)),
    words('network.host', 130, ({ host }) => host),
    words('register.vendorCode', 100, ({ vendorCode }) =>
      vendorCode === null ? '' : t(`codes.vendor.${vendorCode}`),
    ),
    words('register.model', 150, ({ model }) => model),
    words('lifecycle', 80, ({ lifecycle }) => t(`register.lifecycles.${lifecycle}`)),
    column('position', 70, ({ hasPosition }) => t(`register.positions.${hasPosition}`), t('fields.position')),
    words('register.installAddress', 200, ({ address }) => address),
  ];
}

function column(key: string, width: number, draw: (row: Row) => unknown, title: string): Column<Row> {
  return {
    key,
    width,
    flexGrow: width,
    title,
    cellRenderer: ({ rowData }: Cell) => h('span', { class: 'cell' }, draw(rowData) as never),
  };
}
