import type { BuildEvent } from './event.ts'

/** The run that builds. */
export interface BuildContext {
  /** `owner/name`. */
  readonly repository: string
  /** `https://github.com/owner/name` */
  readonly repositoryUrl: string
  readonly event: BuildEvent
  /** The checked-out repository, by its real path. */
  readonly workspace: string
}
