import type { ContinueAnswer } from './continue.ts'
import type { DeployAnswer } from './deploy.ts'
import type { DoctorAnswer } from './doctor.ts'
import type { HistoryAnswer } from './history.ts'
import type { LocksAnswer } from './lock.ts'
import type { StatusAnswer } from './status.ts'

/** What came of a command: data, which every door shows in its own way. One file a family of verbs. */
export type Answer = LocksAnswer | StatusAnswer | HistoryAnswer | DeployAnswer | ContinueAnswer | DoctorAnswer
