import { leave } from '../runner/process-end.ts'
import { actionsRunner, type Runner } from '../runner/runner.ts'
import { systemClock } from '../runner/system-clock.ts'
import { messageOf } from '../runner/user-error.ts'
import type { Ending } from '../train/ending.ts'
import { connector, lastStatus, writeStatus } from './records.ts'
import { readRunContext } from './run-context.ts'
import type { Fact } from './run-state.ts'
import type { Status } from './statuses.ts'

/**
 * Runs after the job's last step, whatever happened: ends a deployment that this run has taken and not ended, in the words
 * that `main` had for it, if it had come so far.
 */
export async function post(): Promise<void> {
  const runner = actionsRunner()
  const id = fact(runner, 'deployment')
  if (id !== '' && fact(runner, 'ended') !== 'true') await end(Number(id), runner)
  leave()
}

async function end(id: number, runner: Runner): Promise<void> {
  const known = fact(runner, 'end')
  const ending = endingOf(runner)
  const status = known === '' ? lastStatus(ending) : (JSON.parse(known) as Status)
  try {
    const context = readRunContext(runner.env)
    const github = connector(runner.input('token'), context, { log: runner.log, clock: systemClock })()
    await writeStatus(github, id, status, context, runner.masks)
  } catch (thrown) {
    runner.fail(`Deployment ${id} is left without an end (${status.description}): ${messageOf(thrown)}`)
    return
  }
  if (known !== '') {
    // Where main knew the end, it has told it as well.
    runner.log.notice(`Deployment ${id}: its last status is written after all: ${status.description}`)
    return
  }
  runner.log.warning(`Deployment ${id}: ${status.description}`)
  await tellSlack(ending, runner)
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
