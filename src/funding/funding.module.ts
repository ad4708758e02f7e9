import { Module } from '@nestjs/common';
import { CoverageModule } from '../coverage/index.js';
import { NotifyModule } from '../notify/index.js';
import { RegistryModule } from '../registry/index.js';
import { SECOND_MS } from '../kernel/instant.js';
import { Config } from '../platform/config/config.js';
import { UptimeModule } from '../uptime/index.js';
import { Acceptance } from './app/acceptance.js';
import { AttachmentDesk } from './app/attachment-desk.js';
import { AwardDesk } from './app/award-desk.js';
import { BalanceDesk } from './app/balance-desk.js';
import { CheckDesk } from './app/publications/check-desk.js';
import { ExplanationDesk } from './app/explanation-desk.js';
import { FundingDoor } from './app/funding-door.js';
import { FundingLife } from './app/funding-life.js';
import { Hand } from './app/hand.js';
import { Outcomes } from './app/outcomes.js';
import { Proofs } from './app/proofs.js';
import { AwardImport } from './app/import/award-import.js';
import { FundFiles } from './app/import/fund-files.js';
import { PurchaseImport } from './app/import/purchase-import.js';
import { PublicationDesk } from './app/publications/publication-desk.js';
import { PublicationShelf } from './app/publications/publication-shelf.js';
import { PurchaseDesk } from './app/purchase-desk.js';
import { PurchasePen } from './app/purchase-pen.js';
import { PurchaseTeller } from './app/purchase-teller.js';
import { Reminders } from './app/reminders.js';
import { ReportDesk } from './app/reports/report-desk.js';
import { ReportEvidence } from './app/reports/report-evidence.js';
import { ReportReader } from './app/reports/report-reader.js';
import { ReportScopes } from './app/reports/report-scopes.js';
import { Sightings } from './app/sightings.js';
import { SupplierDesk } from './app/supplier-desk.js';
import { StandingDesk } from './app/standing-desk.js';
import { Tickets } from './app/tickets.js';
import { Tallies } from './app/tallies.js';
import { TieDesk } from './app/tie-desk.js';
import { TieMatcher } from './app/tie-matcher.js';
import { VirusScan } from './app/virus-scan.js';
import { Villages } from './app/villages.js';
import { WarrantyDesk } from './app/warranties/warranty-desk.js';
import { AttachmentsController } from './http/attachments.controller.js';
import { AwardsController } from './http/awards.controller.js';
import { BalancesController } from './http/balances.controller.js';
import { BoughtCamerasController } from './http/bought-cameras.controller.js';
import { FUND_IMPORT_CONTROLLERS } from './http/fund-imports.controllers.js';
import { CheckController } from './http/publications/check.controller.js';
import { PublicationsController } from './http/publications/publications.controller.js';
import { PurchaseStandingsController } from './http/purchase-standings.controller.js';
import { PurchaseStepsController } from './http/purchase-steps.controller.js';
import { PurchasesController } from './http/purchases.controller.js';
import { FundReportsController } from './http/reports/fund-reports.controller.js';
import { SuppliersController } from './http/suppliers.controller.js';
import { WarrantiesController } from './http/warranties/warranties.controller.js';
import { AttachmentStore } from './store/attachment.store.js';
import { AwardFinder } from './store/award-finder.js';
import { AwardStore } from './store/award.store.js';
import { BalanceStore } from './store/balance.store.js';
import { ImportStore } from './store/import.store.js';
import { Once } from './store/once.js';
import { PublicationStore } from './store/publication.store.js';
import { PurchaseFinder } from './store/purchase-finder.js';
import { PurchaseStore } from './store/purchase.store.js';
import { TieStore } from './store/tie.store.js';
import { Funding } from './funding.facade.js';
import { scanOf } from './wire/scan-of.js';

@Module({
  imports: [RegistryModule, UptimeModule, CoverageModule, NotifyModule],
  controllers: [
    ...FUND_IMPORT_CONTROLLERS,
    AwardsController,
    PurchasesController,
    PurchaseStepsController,
    AttachmentsController,
    BoughtCamerasController,
    PurchaseStandingsController,
    SuppliersController,
    WarrantiesController,
    BalancesController,
    FundReportsController,
    PublicationsController,
    CheckController,
  ],
  providers: [
    Once,
    AwardStore,
    AwardFinder,
    PurchaseStore,
    PurchaseFinder,
    BalanceStore,
    AttachmentStore,
    ImportStore,
    TieStore,
    PublicationStore,
    Tickets,
    Hand,
    Villages,
    AwardDesk,
    FundFiles,
    AwardImport,
    PurchaseImport,
    PurchaseDesk,
    PurchasePen,
    TieDesk,
    TieMatcher,
    ExplanationDesk,
    Proofs,
    Sightings,
    StandingDesk,
    Outcomes,
    Tallies,
    SupplierDesk,
    WarrantyDesk,
    { provide: Funding, useClass: FundingDoor },
    Acceptance,
    BalanceDesk,
    ReportScopes,
    ReportReader,
    ReportDesk,
    ReportEvidence,
    PublicationShelf,
    PublicationDesk,
    CheckDesk,
    {
      provide: VirusScan,
      inject: [Config],
      useFactory: ({ funding }: Config) => scanOf(funding.virusScan, funding.virusScanTimeoutS * SECOND_MS),
    },
    AttachmentDesk,
    Reminders,
    PurchaseTeller,
    FundingLife,
  ],
  exports: [Funding],
})
export class FundingModule {}
