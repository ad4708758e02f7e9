import { Module } from '@nestjs/common';
import { RegistryModule } from '../registry/index.js';
import { AdoptionService } from './app/adoption.service.js';
import { BulkAdoptionService } from './app/bulk-adoption.service.js';
import { CandidateBook } from './app/candidate-book.js';
import { CandidatesService } from './app/candidates.service.js';
import { Confirmer } from './app/confirmer.js';
import { InterviewRound } from './app/interview-round.js';
import { Interviewer } from './app/interviewer.js';
import { MatchDesk } from './app/match-desk.js';
import { AskingPort, DevicePort } from './app/ports.js';
import { Retention } from './app/retention.js';
import { SearchMeans } from './app/search-means.js';
import { SearchRunner } from './app/search-runner.js';
import { SearchWire } from './app/search-wire.js';
import { SearchesService } from './app/searches.service.js';
import { AskingAdapter } from './devices/asking.adapter.js';
import { DeviceAdapter } from './devices/device.adapter.js';
import { CandidatesController } from './http/candidates.controller.js';
import { SearchesController } from './http/searches.controller.js';
import { CandidateStore } from './store/candidate.store.js';
import { SearchStore } from './store/search.store.js';

@Module({
  imports: [RegistryModule],
  controllers: [SearchesController, CandidatesController],
  providers: [
    SearchStore,
    CandidateStore,
    MatchDesk,
    SearchMeans,
    SearchWire,
    CandidateBook,
    Interviewer,
    InterviewRound,
    SearchRunner,
    SearchesService,
    CandidatesService,
    Confirmer,
    AdoptionService,
    BulkAdoptionService,
    Retention,
    { provide: AskingPort, useClass: AskingAdapter },
    { provide: DevicePort, useClass: DeviceAdapter },
  ],
})
export class DiscoveryModule {}
