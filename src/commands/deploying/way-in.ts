import { isListed } from '../../domain/deployment-origin.ts'
import { shortSha } from '../../domain/sha.ts'
import { UserError } from '../../errors.ts'
import type { TokenAndWorkflows, WorkflowFile } from '../../github/workflows/read-workflows.ts'
import { wayInFiles } from './way-in-files.ts'

/** How a deployment gets a run. */
export type WayIn =
  /** The record itself starts it. */
  | { readonly kind: 'event' }
  /** It gets none: the process that asks carries it out. */
  | { readonly kind: 'here' }
  | {
      readonly kind: 'dispatch'
      /** Name of the workflow's file. */
      readonly file: string
      /** What of the deployment that workflow takes. */
      readonly inputs: readonly string[]
      /** Why the record does not start it; empty where that is not how the repository is set up. */
      readonly note: string
    }

/** A workflow's own token. */
const ACTIONS = 'github-actions'

/**
 * How a deployment of a commit will get its run: GitHub starts the workflows that the commit itself has, and none for a record
 * that a workflow's own token makes. Throws a `UserError` (error, `no-way-in`) where there is none.
 */
export function wayInFor(
  { login, branch }: TokenAndWorkflows,
  commit: readonly WorkflowFile[],
  sha: string,
): Exclude<WayIn, { readonly kind: 'here' }> {
  const isWorkflowToken = isListed(login, [ACTIONS])
  const hasEvent = branch.some(one => one.onDeployment)
  const { event, dispatch: dispatched, others } = wayInFiles(isWorkflowToken ? [] : commit, branch)
  if (event !== undefined) return { kind: 'event' }
  if (dispatched?.dispatchInputs !== undefined) {
    const { file, dispatchInputs: inputs } = dispatched
    const isOld = !isWorkflowToken && branch.some(one => one.onDeployment && one.deploys)
    const note = isOld ? `${shortSha(sha)} is older than the workflow that runs on deployments: ${file} is started` : ''
    return { kind: 'dispatch', file, inputs, note }
  }
  // It may call what deploys by a workflow of its own.
  if (others.length > 0) return { kind: 'event' }
  throw new UserError('no-way-in', `no workflow would run the deployment: ${missing(isWorkflowToken, hasEvent, sha)}`)
}

function missing(isWorkflowToken: boolean, hasEvent: boolean, sha: string): string {
  const add = `add workflows-templates/deploy-by-dispatch.yml to the default branch`
  if (isWorkflowToken && hasEvent) {
    return `a workflow's own token starts none that run on 'deployment'; ask with an App's or a person's token, or ${add}`
  }
  if (hasEvent) return `${shortSha(sha)} is older than the workflow that runs on deployments; to deploy it, ${add}`
  return isWorkflowToken ? add : `${add}, or deploy-by-event.yml`
}
