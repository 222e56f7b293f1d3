import { readRunContext } from './run-context.ts'
import { type Fact, readEnding } from '../../deployments/run-state.ts'
import { connector, lastStatus, writeStatus } from '../../deployments/status-writer.ts'
import type { Ending } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { messageOf } from '../../errors.ts'
import { actionsRunner, type Runner } from '../../runner/runner.ts'
import { leave } from '../../runner/step-process.ts'
import { systemClock } from '../../time/system-clock.ts'

/**
 * Runs after the job's last step, whatever happened: ends a deployment that this run has taken and not ended, and its story
 * in Slack, in the words that `main` had for it, if it had come so far.
 */
export async function post(): Promise<void> {
  const runner = actionsRunner()
  const id = fact(runner, 'deployment')
  if (id !== '' && fact(runner, 'ended') !== 'true') await end(Number(id), runner)
  // A message would say for ever that it is under way, also where GitHub does not answer.
  if (fact(runner, 'slack') !== '') {
    const { endToldStory } = await import('../../deployments/slack/finish.ts')
    await endToldStory(endingOf(runner), runner)
  }
  leave()
}

async function end(id: number, runner: Runner): Promise<void> {
  const ending = endingOf(runner)
  const line = `Deployment ${id}: ${endingLine(ending)}`
  try {
    const context = readRunContext(runner.env)
    const github = connector(runner.input('token'), context, { log: runner.log, clock: systemClock })()
    await writeStatus(github, id, lastStatus(ending), context, runner.masks)
    if (fact(runner, 'end') === '') runner.log.warning(line)
    else runner.log.notice(`${line} (its last status, written after all)`)
  } catch (thrown) {
    runner.fail(`Deployment ${id} is left without an end (${endingLine(ending)}): ${messageOf(thrown)}`)
  }
}

function endingOf(runner: Runner): Ending {
  const known = readEnding(fact(runner, 'end'))
  if (known !== undefined) return known
  if (fact(runner, 'begun') !== 'true') {
    const text = 'the job ended before the deployment began; nothing was touched'
    return { outcome: 'error', reason: 'never-begun', text, findings: [] }
  }
  const live =
    fact(runner, 'touched') === 'true'
      ? 'the cluster is left as it is, the rollout goes on without us'
      : 'nothing was touched'
  return { outcome: 'cancelled', reason: 'killed', text: `the run was stopped half-way; ${live}`, findings: [] }
}

function fact(runner: Runner, name: Fact): string {
  return runner.state(name)
}
