import type { WorkflowFile } from '../../github/workflows/read-workflows.ts'

/** The input that every dispatched workflow takes. */
const ID = 'deployment-id'

/** What may carry out deployments, of the workflows that are looked at. */
interface WayInFiles {
  /** Runs on deployments, and deploys. */
  readonly event: WorkflowFile | undefined
  /** Is started with the id of a deployment. */
  readonly dispatch: WorkflowFile | undefined
  /** Run on deployments, and may call what deploys by a workflow of their own; others report them. */
  readonly others: readonly WorkflowFile[]
}

/** `started`: those that a record starts; `branch`: those of the default branch. */
export function wayInFiles(started: readonly WorkflowFile[], branch: readonly WorkflowFile[]): WayInFiles {
  const onDeployment = started.filter(one => one.onDeployment)
  const dispatches = branch.filter(one => one.dispatchInputs?.includes(ID))
  return {
    event: onDeployment.find(one => one.deploys),
    dispatch: dispatches.find(one => one.deploys) ?? dispatches[0],
    others: onDeployment.filter(one => !one.deploys),
  }
}
