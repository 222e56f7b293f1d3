import type { Ending } from '../domain/deployment/ending.ts'
import { messageOf } from '../errors.ts'
import { idOf } from '../runner/inputs.ts'
import type { Runner } from '../runner/runner.ts'
import { systemClock } from '../time/system-clock.ts'
import { redacted } from './endings.ts'
import type { DeployResult } from './progress.ts'
import { readAsked, take } from './request.ts'
import { namedDeployment, readRunContext } from '../actions/deploy/run-context.ts'
import { type Fact, keptEnding } from './run-state.ts'
import { connector, lastStatus, writeStatus } from './status-writer.ts'

/**
 * Ends a deployment whose run could not even begin, say because an input is missing: a record that stays pending for ever
 * tells nobody why. Resolves with the deployment where it is to be left alone: whoever runs on every deployment has no
 * kubeconfig for those of other tools, and that is no mistake. Does nothing where none is named or GitHub cannot be asked.
 */
export async function endUnbegun(
  ending: Ending,
  runner: Runner,
  remember: (fact: Fact, value: string) => void,
): Promise<DeployResult | undefined> {
  const token = runner.input('token')
  if (token === '' || ending.reason.startsWith('github-')) return undefined
  try {
    const context = readRunContext(runner.env)
    const named = namedDeployment(context, givenId(runner.input('deployment-id')))
    const github = connector(token, context, { log: runner.log, clock: systemClock })()
    const asked = await readAsked(github, named)
    const taken = await take(github, asked, context.repository, context)
    if (taken.kind === 'left') {
      const { id: deploymentId, environment } = asked.deployment
      return { ...taken, deploymentId, environment }
    }
    const clean = redacted(ending, text => runner.masks.redact(text))
    remember('end', keptEnding(clean))
    await writeStatus(github, asked.deployment.id, lastStatus(clean), context, runner.masks)
    remember('ended', 'true')
  } catch (thrown) {
    runner.log.info(`No status could be written: ${messageOf(thrown)}`)
  }
  return undefined
}

function givenId(text: string): number | undefined {
  return text === '' ? undefined : idOf('deployment-id', text)
}
