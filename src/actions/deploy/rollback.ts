import type { AskedRollback } from '../../delivery/release/rollback/asked-rollback.ts'
import { UserError } from '../../errors.ts'
import { flagOf } from '../../runner/inputs.ts'
import { readRunFacts } from '../../runner/run-facts.ts'
import type { Runner } from '../../runner/runner.ts'
import { storedRelease } from './inputs.ts'

/** Whether the run is to bring back a stored release: no deployment asks for it. */
export function isRollback({ input }: Pick<Runner, 'input'>): boolean {
  return input('stored-release') !== ''
}

/** The rollback that the inputs ask for, if they do. Throws `input-invalid` or `event-unsupported`. */
export function askedRollback({ input, env }: Pick<Runner, 'input' | 'env'>): AskedRollback | undefined {
  const release = storedRelease(input('stored-release'))
  const withoutGitHub = flagOf('without-github', input('without-github'))
  if (release === undefined) {
    if (!withoutGitHub) return undefined
    throw new UserError('input-invalid', 'Input "without-github" is only for "stored-release"')
  }
  if (input('deployment-id') !== '') {
    const text =
      'Inputs "stored-release" and "deployment-id": a rollback from the cluster has no deployment; leave one of them empty'
    throw new UserError('input-invalid', text)
  }
  const { eventName, actor, startedBy, attempt } = readRunFacts(env, ['eventName', 'actor', 'startedBy', 'attempt'])
  if (eventName !== 'workflow_dispatch') {
    const text = `Input "stored-release": not on "${eventName}"; use "workflow_dispatch", so that a person asks for it`
    throw new UserError('event-unsupported', text)
  }
  // Of a run that is run again the actor is who started it first.
  return { release, withoutGitHub, actor: startedBy === '' && attempt === 1 ? actor : startedBy }
}
