import { leave } from '../runner/process-end.ts'
import { actionsRunner, type Runner } from '../runner/runner.ts'
import { systemClock } from '../runner/system-clock.ts'
import { messageOf } from '../runner/user-error.ts'
import type { Ending } from '../train/ending.ts'
import { endingLine, endingText } from '../train/status-text.ts'
import { connector, finalState, writeStatus } from './records.ts'
import { readRunContext } from './run-context.ts'
import type { Fact } from './run-state.ts'

/** Runs after the job's last step, whatever happened: ends a deployment that this run has taken and not ended. */
export async function post(): Promise<void> {
  const runner = actionsRunner()
  const id = fact(runner, 'deployment')
  if (id !== '' && fact(runner, 'ended') !== 'true') await end(Number(id), runner)
  leave()
}

async function end(id: number, runner: Runner): Promise<void> {
  const ending = endingOf(runner)
  try {
    const context = readRunContext(runner.env)
    const github = connector(runner.input('token'), context, { log: runner.log, clock: systemClock })()
    const status = { state: finalState(ending.outcome), description: endingText(ending) }
    await writeStatus(github, id, status, context, runner.masks)
    runner.log.warning(`Deployment ${id}: ${endingLine(ending)}`)
    await tellSlack(ending, runner)
  } catch (thrown) {
    runner.fail(`Deployment ${id} is left without an end (${endingLine(ending)}): ${messageOf(thrown)}`)
  }
}

/** The message of a run that was killed would say for ever that it is under way. */
async function tellSlack(ending: Ending, runner: Runner): Promise<void> {
  const told = fact(runner, 'slack')
  if (told === '') return
  const { endToldStory } = await import('./slack-rest.ts')
  const problem = await endToldStory(told, ending, runner)
  if (problem !== undefined) runner.log.notice(`Slack was not told how this ended: ${problem}`)
}

function endingOf(runner: Runner): Ending {
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
