import { git } from '../git/git.ts'
import type { DeploymentEvent } from '../github/body/deployment-event.ts'
import type { DispatchEvent } from '../github/body/dispatch-event.ts'
import type { Event } from '../github/state/event.ts'

/** An event that starts workflows, with what of it decides which files run. */
export interface Trigger {
  readonly name: string
  readonly payload: unknown
  readonly sha: string
  /** The environment whose secrets the job gets. */
  readonly environment: string
  readonly sender: string
  /** The one file that is meant; else every file that runs on the event. */
  readonly path: string | undefined
}

/** Which commit the workflows of an event come from, and which of its files: of a dispatch the one it names. */
export async function triggerOf(event: Event, bare: string): Promise<Trigger> {
  const { name, payload } = event
  if (name === 'deployment') {
    const { deployment, sender } = payload as DeploymentEvent
    const { sha, environment } = deployment
    return { name, payload, sha, environment, sender: sender.login, path: undefined }
  }
  const { ref, inputs, workflow, sender } = payload as DispatchEvent
  const sha = await git(bare, ['rev-parse', ref])
  return { name, payload, sha, environment: inputs.environment ?? '', sender: sender.login, path: workflow }
}
