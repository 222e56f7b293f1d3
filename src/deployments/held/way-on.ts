import type { Continuation } from '../../domain/claims/continuation.ts'
import { UserError } from '../../errors.ts'
import type { WorkflowFile } from '../../github/workflows/read-workflows.ts'

/** What a run needs that goes on with a deployment that is held. */
interface WayOnRequest {
  readonly id: number
  readonly sha: string
  readonly environment: string
  readonly service: string
  readonly how: Continuation
}

/** The workflow that is started for it. */
interface WayOn {
  /** Name of its file. */
  readonly file: string
  /** Those inputs that it takes. */
  readonly inputsFor: (request: WayOnRequest) => Readonly<Record<string, string>>
}

const NEEDED = ['deployment-id', 'continue']

/**
 * The workflow that goes on with what is held, of those of the default branch: GitHub starts none for a status. Throws a `UserError`
 * (error, `no-way-in`) where there is none.
 */
export function wayOn(branch: readonly WorkflowFile[]): WayOn {
  const able = branch.filter(({ dispatchInputs }) => NEEDED.every(name => dispatchInputs?.includes(name)))
  const found = able.find(({ deploys }) => deploys) ?? able[0]
  if (found?.dispatchInputs === undefined) {
    const text = `no workflow of the default branch takes the inputs ${NEEDED.map(name => `'${name}'`).join(' and ')}: take workflows-templates/deploy-by-dispatch.yml as it is today`
    throw new UserError('no-way-in', text)
  }
  const { file, dispatchInputs } = found
  return {
    file,
    inputsFor: ({ id, sha, environment, service, how }) => {
      const all = { 'deployment-id': `${id}`, commit: sha, environment, service, continue: how }
      return Object.fromEntries(Object.entries(all).filter(([name]) => dispatchInputs.includes(name)))
    },
  }
}
